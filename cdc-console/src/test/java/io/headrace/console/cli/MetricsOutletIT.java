package io.headrace.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsOutletIT {

    @Test
    void shouldBeReadOverHttpAndFromAFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("verify.prom");
        try (MetricsOutlet outlet = MetricsOutlet.open(0, file, () -> "headrace_verify_match 1\n")) {
            outlet.write();

            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(outlet.address())).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("headrace_verify_match 1\n");
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
            assertThat(Files.readString(file)).isEqualTo("headrace_verify_match 1\n");
        }
    }

    @Test
    void shouldBeNowhereWhenNothingIsAskedFor() {
        try (MetricsOutlet outlet = MetricsOutlet.open(null, null, () -> "")) {
            outlet.write();

            assertThat(outlet.address()).isEmpty();
        }
    }
}
