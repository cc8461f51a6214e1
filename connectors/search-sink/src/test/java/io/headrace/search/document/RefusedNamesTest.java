package io.headrace.search.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.search.json.JsonSlice;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedNamesTest {
    private static String advice(String document) {
        return RefusedNames.advice(JsonSlice.of(document.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'id':1,'_id':'z'}              | Column _id         | fields.rename=_id:column_id",
                "{'id':1,'_routing':3}           | Column _routing    | fields.rename=_routing:routing",
                "{'_source':'x'}                 | Column _source     | fields.exclude=_source",
                "{'spec':'a','spec.width':3}     | `spec` and `spec.width` | fields.rename=`spec.width`:spec_width",
                "{'a':1,'a.b.c':3}               | `a` and `a.b.c`    | fields.rename=`a.b.c`:a_b_c",
                "{'a..b':1}                      | `a..b`             | fields.rename=`a..b`:a_b",
                "{'.lead':1}                     | `.lead`            | fields.rename=`.lead`:lead",
                "{'trail.':1}                    | `trail.`           | fields.exclude=`trail.`"
            })
    void shouldNameTheColumnAndTheSetting(String document, String column, String setting) {
        assertThat(advice(document.replace('\'', '"'))).contains(column).contains(setting);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'id':1,'amount':'x'}",
                "{'spec':null,'spec.width':3}",
                "{'spec':{'height':1},'spec.width':3}",
                "{}"
            })
    void shouldSayNothingWhereNamesAreGood(String document) {
        assertThat(advice(document.replace('\'', '"'))).isEmpty();
    }
}
