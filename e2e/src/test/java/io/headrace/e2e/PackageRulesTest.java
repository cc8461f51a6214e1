package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules of packages, on packages that break them on purpose. */
class PackageRulesTest {
    private static final String WRONG = "io.headrace.e2e.wrong.";

    @Test
    void shouldNoticeTwoPackagesThatNeedEachOther() {
        JavaClasses cycle = classes("cycle");

        assertThat(PackageRules.noCycles().evaluate(cycle).hasViolation()).isTrue();
    }

    @Test
    void shouldNoticeTwoFoldersThatNeedEachOtherThroughDifferentPackages() {
        JavaClasses folders = classes("folder");

        assertThat(PackageRules.noCycles().evaluate(folders).hasViolation()).isFalse();
        assertThat(PackageRules.noCyclesBelow(WRONG + "folder")
                        .evaluate(folders)
                        .hasViolation())
                .isTrue();
    }

    @Test
    void shouldCountTheClassesOfAPackage() {
        JavaClasses crowd = classes("crowd");
        JavaClasses oneLess = crowd.that(DescribedPredicate.describe(
                "not the last", type -> !type.getSimpleName().equals("Crowd31")));

        assertThat(PackageRules.crowded(crowd)).isEqualTo(Map.of(WRONG + "crowd", 31L));
        assertThat(PackageRules.crowded(oneLess)).isEmpty();
    }

    @Test
    void shouldNoticeTwoClassesOfOneName() {
        assertThat(PackageRules.namesakes(classes("namesake")))
                .isEqualTo(Map.of("Twin", Set.of(WRONG + "namesake.here", WRONG + "namesake.there")));
    }

    @Test
    void shouldNoticeAPublicClassThatOnlyItsPackageNeeds() {
        assertThat(PackageRules.needlesslyPublic(classes("open"), PackageRulesTest::isCalledOffered))
                .containsExactly(WRONG + "open.here.Needless");
    }

    private static boolean isCalledOffered(JavaClass type) {
        return type.getSimpleName().equals("Offered");
    }

    private static JavaClasses classes(String folder) {
        return new ClassFileImporter().importPackages(WRONG + folder);
    }
}
