package io.headrace.search.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.search.config.BulkSettings.RetrySettings;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutageTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Outage outage = new Outage(new RetrySettings(100, 10_000, -1, -1), 4);

    @Test
    void shouldHalveTheRequestsInFlightWhenTheServerIsBusyAndCreepBack() {
        outage.overloaded();
        assertThat(outage.inFlightLimit()).isEqualTo(2);
        outage.overloaded();
        outage.overloaded();
        assertThat(outage.inFlightLimit()).isEqualTo(1);
        for (int success = 0; success < 20; success++) {
            outage.succeeded();
        }
        assertThat(outage.inFlightLimit()).isEqualTo(4);
    }

    @Test
    void shouldSendASingleProbeUntilTheServerTakesARequest() {
        outage.failed("status 503", 0, 0);
        assertThat(outage.inFlightLimit()).isEqualTo(1);
        assertThat(outage.notBefore(0)).isBetween(SECOND / 20, SECOND / 10);
        outage.succeeded();
        assertThat(outage.inFlightLimit()).isEqualTo(4);
    }

    @Test
    void shouldLeaveTheServerAloneForAsLongAsItWants() {
        outage.failed("status 429", 0, 7_000);
        assertThat(outage.notBefore(0)).isEqualTo(7 * SECOND);
    }

    @Test
    void shouldWaitLongerWithEachRefusalButAskASilentServerSoon() {
        for (int failure = 0; failure < 20; failure++) {
            outage.failed("status 503", 0, 0);
        }
        assertThat(outage.notBefore(0)).isBetween(5 * SECOND, 10 * SECOND);
        for (int failure = 0; failure < 20; failure++) {
            outage.unanswered("refused", 0);
        }
        assertThat(outage.notBefore(0)).isBetween(SECOND, 2 * SECOND);
    }

    @Test
    void shouldForgetHowLongBusyItemsHadToWaitWhenAllOfARequestWasTaken() {
        for (int answer = 0; answer < 20; answer++) {
            outage.itemBackoffMillis();
        }
        assertThat(outage.itemBackoffMillis()).isGreaterThanOrEqualTo(5_000);
        outage.tookAll();
        assertThat(outage.itemBackoffMillis()).isLessThanOrEqualTo(100);
    }
}
