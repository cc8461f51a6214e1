package io.headrace.stack.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {
    @Test
    void shouldFollowTheUsersCacheFolder() {
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "/big/cache"), "/home/ada"))
                .hasToString("/big/cache/headrace");
    }

    @Test
    void shouldUseTheUsualCacheFolderWhenNoneIsSet() {
        assertThat(CacheFolder.of(Map.of(), "/home/ada")).hasToString("/home/ada/.cache/headrace");
    }

    @Test
    void shouldIgnoreARelativeFolder() {
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "cache"), "/home/ada"))
                .hasToString("/home/ada/.cache/headrace");
    }
}
