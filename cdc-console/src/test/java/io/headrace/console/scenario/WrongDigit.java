package io.headrace.console.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.transforms.Transformation;

/** A transform with a fault: the last digit of an order's total is one too high. */
public final class WrongDigit<R extends ConnectRecord<R>> implements Transformation<R> {

    /** Puts this class into a folder as a plugin, and answers the folder. */
    public static Path plugin(Path folder) throws IOException {
        Path jar = Files.createDirectories(folder.resolve("wrong-digit")).resolve("wrong-digit.jar");
        String file = WrongDigit.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream code = WrongDigit.class.getClassLoader().getResourceAsStream(file)) {
            out.putNextEntry(new JarEntry(file));
            Objects.requireNonNull(code).transferTo(out);
            out.putNextEntry(new JarEntry("META-INF/services/" + Transformation.class.getName()));
            out.write(WrongDigit.class.getName().getBytes(StandardCharsets.UTF_8));
        }
        return folder;
    }

    @Override
    public R apply(R record) {
        if (record.topic().endsWith(".orders") && record.value() instanceof Struct envelope) {
            Struct after = envelope.getStruct("after");
            if (after != null && after.get("total") instanceof BigDecimal total) {
                after.put("total", total.add(total.ulp()));
            }
        }
        return record;
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
}
