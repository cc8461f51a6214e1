package io.headrace.console.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A binlog file of events that are 100 bytes long each, the first of them at position 4. */
class BinlogEventsTest {

    private static final Pattern QUERY = Pattern.compile("SHOW BINLOG EVENTS IN '(.*)' FROM (\\d+) LIMIT (\\d+)");

    private final List<String> files = new ArrayList<>();
    private final List<Long> starts = new ArrayList<>();
    private final List<Long> read = new ArrayList<>();
    private int events;

    @Test
    void shouldReadALongFileInPiecesAndEachEventOnce() throws SQLException {
        // Given
        events = 4_500;

        // When
        long end = BinlogEvents.read(mysql(), "binlog.000001", () -> true, this::take);

        // Then
        assertThat(starts).containsExactly(4L, 200_004L, 400_004L);
        assertThat(read).hasSize(events).doesNotHaveDuplicates().isSorted();
        assertThat(end).isEqualTo(450_004);
    }

    @Test
    void shouldReadNoFurtherPieceWhenItIsToldToStop() throws SQLException {
        // Given
        events = 4_500;

        // When
        long end = BinlogEvents.read(mysql(), "binlog.000001", () -> read.size() < 10, this::take);

        // Then
        assertThat(read).hasSize(2_000);
        assertThat(end).isEqualTo(200_004);
    }

    @Test
    void shouldQuoteTheNameOfAFile() throws SQLException {
        // When
        BinlogEvents.read(mysql(), "o'hara.000001", () -> true, this::take);

        // Then
        assertThat(files).containsExactly("o''hara.000001");
    }

    private void take(String file, long position, String type, String info) {
        read.add(position);
    }

    private Connection mysql() {
        return fake(Connection.class, (proxy, method, arguments) -> {
            Matcher query = QUERY.matcher((String) arguments[0]);
            assertThat(query.matches()).as(query.toString()).isTrue();
            files.add(query.group(1));
            starts.add(Long.parseLong(query.group(2)));
            return statement(Long.parseLong(query.group(2)), Long.parseLong(query.group(3)));
        });
    }

    private PreparedStatement statement(long from, long limit) {
        long last = Math.min(from + 100 * limit, 4 + 100L * events);
        long[] position = {from - 100};
        ResultSet rows = fake(ResultSet.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "next" -> (position[0] += 100) < last;
            case "getLong" -> arguments[0].equals("Pos") ? position[0] : position[0] + 100;
            case "getString" -> arguments[0].equals("Event_type") ? "Query" : null;
            default -> null;
        });
        return fake(
                PreparedStatement.class,
                (proxy, method, arguments) -> method.getName().equals("executeQuery") ? rows : null);
    }

    private static <T> T fake(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
