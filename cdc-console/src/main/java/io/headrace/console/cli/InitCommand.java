package io.headrace.console.cli;

import io.headrace.console.cli.option.Home;
import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.cli.output.Table;
import io.headrace.console.init.FileChange;
import io.headrace.console.init.Init;
import io.headrace.console.init.TableReport;
import io.headrace.console.server.ShellWord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "init",
        description = {
            "Writes the files of a pipeline for the tables of any database: a source, a sink, an index template per table"
                    + " with a field for each column, the source's privileges as SQL, and rules for the listener to start"
                    + " from. It only reads MySQL's catalogue.",
            "It says what it saw and decided, table by table; -o wide shows every column. The same tables give the same"
                    + " bytes. Run again, it updates what nobody has changed in the files, keeps what somebody has, and"
                    + " says both.",
            "--tokenize personal puts tokens in place of all text columns that look personal by their names."
        },
        footer = {
            "",
            "Examples: ./cdc init --tables 'shop.*'",
            "          ./cdc init --tables 'shop.*' --exclude 'shop.tmp_*' --tokenize shop.customers.email --out shop",
            "Then:     ./cdc lint pipeline && ./cdc apply pipeline"
        })
final class InitCommand implements Callable<Integer> {

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @Option(
            names = "--tables",
            paramLabel = "DB.TABLE",
            required = true,
            split = ",",
            description = "The tables; * stands for any characters, ? for one. Can be repeated.")
    List<String> tables = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "DB.TABLE",
            split = ",",
            description = "Tables to leave out of those, by patterns as well.")
    List<String> excluded = new ArrayList<>();

    @Option(
            names = "--prefix",
            paramLabel = "NAME",
            description = "Of the topics and connectors (default: the database's name).")
    String prefix = "";

    @Option(
            names = "--tokenize",
            paramLabel = "DB.TABLE.COLUMN|personal",
            split = ",",
            description = "Text columns whose values become tokens, in every table that has a column of that name.")
    List<String> tokenized = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "The folder for the files (default pipeline).")
    Path folder = Path.of("pipeline");

    @Option(names = "--dry-run", description = "Only shows what would be written.")
    boolean dryRun;

    @Override
    public Integer call() {
        List<String> columns = new ArrayList<>(tokenized);
        boolean personal = columns.removeIf(column -> column.equals("personal"));
        Init init = new Init(servers.mysqlOnly(), Home.folder().resolve("connect-configs"));
        Init.Result result = init.run(new Init.Request(tables, excluded, prefix, columns, personal), folder, dryRun);
        output.show("init", result, () -> print(result));
        return ExitCode.OK;
    }

    private void print(Init.Result result) {
        result.tables().forEach(this::print);
        output.line("");
        result.notes().forEach(note -> output.line("! " + note));
        for (FileChange file : result.files()) {
            output.line(switch (file.kind()) {
                        case NEW -> "+ ";
                        case UPDATED -> "~ ";
                        case REMOVED -> "- ";
                        case UNCHANGED, KEPT -> "= ";
                    }
                    + result.folder() + "/" + file.file());
            file.details().forEach(detail -> output.line("    " + output.cut(detail)));
        }
        output.line("");
        String word = ShellWord.of(result.folder());
        output.line(
                result.isWritten()
                        ? "Next: ./cdc lint " + word + " && ./cdc apply " + word
                        : "Nothing was written (--dry-run).");
    }

    private void print(TableReport table) {
        output.line("");
        output.line(
                table.index().isEmpty()
                        ? table.table()
                        : table.table() + "  →  " + table.index() + ", key " + String.join(", ", table.key()));
        List<TableReport.Field> shown = table.fields().stream()
                .filter(field -> output.isWide() || !field.why().isEmpty())
                .toList();
        if (!shown.isEmpty()) {
            Table fields = new Table("    column", "type", "field", "why");
            shown.forEach(field ->
                    fields.row("    " + field.column(), output.cut(field.type()), field.mapping(), field.why()));
            fields.print(output);
        }
        table.notes().forEach(note -> output.line("  ! " + note));
    }
}
