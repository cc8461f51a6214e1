package io.headrace.search.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.search.config.BulkSettings.RetrySettings;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SendLimiterTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final SendLimiter limiter = new SendLimiter(new RetrySettings(100, 10_000, -1, -1), 4);

    @Test
    void shouldHalveTheRequestsInFlightWhenTheServerIsBusyAndCreepBack() {
        limiter.overloaded();
        assertThat(limiter.inFlightLimit()).isEqualTo(2);
        limiter.overloaded();
        limiter.overloaded();
        assertThat(limiter.inFlightLimit()).isEqualTo(1);
        for (int success = 0; success < 20; success++) {
            limiter.succeeded();
        }
        assertThat(limiter.inFlightLimit()).isEqualTo(4);
    }

    @Test
    void shouldSendASingleProbeUntilTheServerTakesARequest() {
        limiter.failed("status 503", 0, 0);
        assertThat(limiter.inFlightLimit()).isEqualTo(1);
        assertThat(limiter.notBefore(0)).isBetween(SECOND / 20, SECOND / 10);
        limiter.succeeded();
        assertThat(limiter.inFlightLimit()).isEqualTo(4);
    }

    @Test
    void shouldLeaveTheServerAloneForAsLongAsItWants() {
        limiter.failed("status 429", 0, 7_000);
        assertThat(limiter.notBefore(0)).isEqualTo(7 * SECOND);
    }

    @Test
    void shouldWaitLongerWithEachRefusalButAskASilentServerSoon() {
        for (int failure = 0; failure < 20; failure++) {
            limiter.failed("status 503", 0, 0);
        }
        assertThat(limiter.notBefore(0)).isBetween(5 * SECOND, 10 * SECOND);
        for (int failure = 0; failure < 20; failure++) {
            limiter.unanswered("refused", 0);
        }
        assertThat(limiter.notBefore(0)).isBetween(SECOND, 2 * SECOND);
    }

    @Test
    void shouldForgetHowLongBusyItemsHadToWaitWhenAllOfARequestWasTaken() {
        for (int answer = 0; answer < 20; answer++) {
            limiter.itemBackoffMillis();
        }
        assertThat(limiter.itemBackoffMillis()).isGreaterThanOrEqualTo(5_000);
        limiter.tookAll();
        assertThat(limiter.itemBackoffMillis()).isLessThanOrEqualTo(100);
    }
}
