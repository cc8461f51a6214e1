package io.headrace.console.lint.config;

import io.headrace.console.suggest.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which values a setting takes, as its connector's own definition has it. */
public sealed interface AcceptedValues {

    /** What is needed, when the value is none of it; empty when it is. */
    Optional<String> wrong(String value);

    /** The value that was surely meant; empty when a person must decide. */
    default Optional<String> meant(String value) {
        return Optional.empty();
    }

    /** The form that the lists beside this class have, after the setting's name. */
    static AcceptedValues of(String kind, List<String> arguments) {
        return switch (kind) {
            case "boolean" -> new Switch();
            case "one-of" -> new OneOf(arguments, false);
            case "one-of-in-any-case" -> new OneOf(arguments, true);
            case "number" ->
                new Amount(
                        arguments.get(0).isEmpty() ? Double.NEGATIVE_INFINITY : Double.parseDouble(arguments.get(0)),
                        arguments.get(1).isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(arguments.get(1)));
            case "regex" -> new Expression(false);
            case "regexes" -> new Expression(true);
            case "text" -> new Text();
            default -> throw new IllegalArgumentException("not a kind of value: " + kind);
        };
    }

    record Text() implements AcceptedValues {
        @Override
        public Optional<String> wrong(String value) {
            return Optional.empty();
        }
    }

    record Switch() implements AcceptedValues {

        private static final Map<String, String> OTHER_WORDS = Map.of(
                "yes",
                "true",
                "on",
                "true",
                "1",
                "true",
                "enabled",
                "true",
                "no",
                "false",
                "off",
                "false",
                "0",
                "false",
                "disabled",
                "false");

        @Override
        public Optional<String> wrong(String value) {
            return value.strip().matches("(?i)true|false") ? Optional.empty() : Optional.of("true or false");
        }

        @Override
        public Optional<String> meant(String value) {
            return Optional.ofNullable(OTHER_WORDS.get(value.strip().toLowerCase(Locale.ROOT)));
        }
    }

    record OneOf(List<String> values, boolean inAnyCase) implements AcceptedValues {
        @Override
        public Optional<String> wrong(String value) {
            boolean right = values.stream()
                    .anyMatch(v -> inAnyCase ? v.equalsIgnoreCase(value.strip()) : v.equals(value.strip()));
            return right ? Optional.empty() : Optional.of("one of " + String.join(", ", values));
        }

        @Override
        public Optional<String> meant(String value) {
            String said = value.strip().toLowerCase(Locale.ROOT);
            List<String> lower =
                    values.stream().map(v -> v.toLowerCase(Locale.ROOT)).toList();
            String near = NearestName.surely(said, lower);
            return near.isEmpty() ? Optional.empty() : Optional.of(values.get(lower.indexOf(near)));
        }
    }

    record Amount(double least, double most) implements AcceptedValues {
        @Override
        public Optional<String> wrong(String value) {
            try {
                double number = Double.parseDouble(value.strip());
                if (number >= least && number <= most) {
                    return Optional.empty();
                }
            } catch (NumberFormatException e) {
                // What is needed says it.
            }
            return Optional.of("a number" + bound(" from ", least) + bound(" up to ", most));
        }

        private static String bound(String word, double limit) {
            return Double.isInfinite(limit) ? "" : word + (limit == Math.rint(limit) ? "" + (long) limit : "" + limit);
        }
    }

    /** One regular expression, or several with commas between. */
    record Expression(boolean several) implements AcceptedValues {
        @Override
        public Optional<String> wrong(String value) {
            for (String expression : several ? Connector.items(value) : List.of(value)) {
                Optional<String> fault = fault(expression);
                if (fault.isPresent()) {
                    return fault;
                }
            }
            return Optional.empty();
        }

        public static Optional<String> fault(String expression) {
            try {
                Pattern.compile(expression);
                return Optional.empty();
            } catch (PatternSyntaxException e) {
                return Optional.of("a regular expression, and " + expression + " is not one: "
                        + e.getDescription().toLowerCase(Locale.ROOT)
                        + (e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1)));
            }
        }
    }
}
