package io.headrace.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheTest {
    @Test
    void shouldFollowTheUsersCacheFolder() {
        assertThat(Cache.folder(Map.of("XDG_CACHE_HOME", "/big/cache"), "/home/ada"))
                .hasToString("/big/cache/headrace");
    }

    @Test
    void shouldUseTheUsualCacheFolderWhenNoneIsSet() {
        assertThat(Cache.folder(Map.of(), "/home/ada")).hasToString("/home/ada/.cache/headrace");
    }

    @Test
    void shouldIgnoreARelativeFolder() {
        assertThat(Cache.folder(Map.of("XDG_CACHE_HOME", "cache"), "/home/ada"))
                .hasToString("/home/ada/.cache/headrace");
    }
}
