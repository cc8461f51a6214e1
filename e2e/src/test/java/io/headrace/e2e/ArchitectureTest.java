package io.headrace.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

/** The arrows between modules and packages, and the size of packages. Each rule says how to mend a violation. */
@AnalyzeClasses(packages = "io.headrace", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** Packages whose public types are for people, or for a framework. */
    private static final Set<String> OFFERED = Set.of(
            "io.headrace.listener",
            "io.headrace.listener.change",
            "io.headrace.listener.reaction",
            "io.headrace.listener.deadletter",
            "io.headrace.listener.spi",
            "io.headrace.listener.testing",
            "io.headrace.stack",
            "io.headrace.search",
            "io.headrace.transforms",
            "io.headrace.transforms.converter",
            "io.headrace.transforms.predicate");

    /** Names that several classes have, and why. */
    private static final Map<String, String> NAMESAKES = Map.of(
            "SemanticTypes",
            "a transform and the sink each read Debezium's semantic types, and neither may need the other's jar");

    /**
     * Needed elsewhere, unseen by a rule on the class files of main code: by tests in another package, by benchmarks, for a
     * constant, which is inlined, or as the parameter of a lambda.
     */
    private static final Set<String> NEEDED_UNSEEN = Set.of(
            "io.headrace.console.doctor.ListenerChecks",
            "io.headrace.transforms.json.JsonReader",
            "io.headrace.transforms.json.MalformedJsonException");

    @ArchTest
    static final ArchRule transformsStandAlone = noClasses()
            .that()
            .resideInAPackage("io.headrace.transforms..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.headrace.search..", "io.headrace.listener..", "io.headrace.stack..", "io.headrace.console..")
            .because("a transform is loaded alone into somebody's Connect worker: move what it needs into transforms/");

    @ArchTest
    static final ArchRule searchSinkStandsAlone = noClasses()
            .that()
            .resideInAPackage("io.headrace.search..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.headrace.transforms..",
                    "io.headrace.listener..",
                    "io.headrace.stack..",
                    "io.headrace.console..")
            .because(
                    "the sink is loaded alone into somebody's Connect worker: move what it needs into connectors/search-sink");

    @ArchTest
    static final ArchRule listenerStandsAlone = noClasses()
            .that()
            .resideInAPackage("io.headrace.listener..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.headrace.transforms..", "io.headrace.search..", "io.headrace.stack..", "io.headrace.console..")
            .because(
                    "the listener is a library in somebody's service: it reads the topic and needs nothing else of ours");

    @ArchTest
    static final ArchRule stackKnowsNoPipelineCode = noClasses()
            .that()
            .resideInAPackage("io.headrace.stack..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.headrace.transforms..",
                    "io.headrace.search..",
                    "io.headrace.listener..",
                    "io.headrace.console..")
            .because("the local stack starts processes by path: what drives the pipeline belongs in cdc-console");

    @ArchTest
    static final ArchRule consoleReachesThePipelineOverTheNetwork = noClasses()
            .that()
            .resideInAPackage("io.headrace.console..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.headrace.transforms..", "io.headrace.search..", "io.headrace.listener..")
            .because("verify proves the pipeline by a code path of its own: write the conversion again, independently");

    @ArchTest
    static final ArchRule operationsHaveNoFace = noClasses()
            .that()
            .resideInAPackage("io.headrace.console..")
            .and()
            .resideOutsideOfPackage("io.headrace.console.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.headrace.console.cli..", "io.headrace.console.web..", "picocli..")
            .because("the command line and the web console show the same operations: return a result record instead");

    @ArchTest
    static final ArchRule sinkPartsDoNotReachUpwards = noClasses()
            .that()
            .resideInAPackage("io.headrace.search.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.headrace.search")
            .because("io.headrace.search only wires: hand the collaborator in through the constructor");

    @ArchTest
    static final ArchRule transformPartsDoNotReachUpwards = noClasses()
            .that()
            .resideInAPackage("io.headrace.transforms.*..")
            .and()
            .resideOutsideOfPackage("io.headrace.transforms.predicate")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.headrace.transforms")
            .because("the packages below are what the transforms are made of: move the shared part down");

    @ArchTest
    static final ArchRule pluginsCarryFewJars = noClasses()
            .that()
            .resideInAnyPackage("io.headrace.transforms..", "io.headrace.search..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "io.headrace..",
                    "java..",
                    "javax..",
                    "org.apache.kafka.connect..",
                    "org.apache.kafka.common..",
                    "org.apache.kafka.clients.consumer",
                    "com.fasterxml.jackson.core..",
                    "org.slf4j..",
                    "org.jspecify..")
            .because(
                    "a plugin's own jars are few: use connect-api, jackson-core or the JDK, or argue for the jar in an ADR");

    @ArchTest
    static final ArchRule packageNamesSayWhatIsInThem = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..helper..", "..manager..")
            .because(
                    "a newcomer finds the room by its name: name the package after the thing, in the field's own words");

    @ArchTest
    static final ArchRule libraryInternalsStayInside = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.headrace.listener", "io.headrace.listener.internal..", "io.headrace.listener.testing")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.headrace.listener.internal..")
            .because("who embeds the listener uses its API; so does our own service: add what is missing to the API");

    @ArchTest
    static final ArchRule libraryTypesStandBelowTheirEntry = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.headrace.listener.change",
                    "io.headrace.listener.reaction",
                    "io.headrace.listener.spi",
                    "io.headrace.listener.deadletter")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.headrace.listener", "io.headrace.listener.internal..")
            .because("the API's types are what the library is made of: they know neither its entry nor its parts");

    @ArchTest
    static final ArchRule libraryBringsLittle = noClasses()
            .that()
            .resideInAPackage("io.headrace.listener..")
            .and()
            .resideOutsideOfPackage("io.headrace.listener.service..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "io.headrace.listener..",
                    "java..",
                    "org.apache.kafka..",
                    "com.fasterxml.jackson..",
                    "org.slf4j..",
                    "org.jspecify..")
            .because("whoever embeds the library gets its dependencies: Kafka's client, Jackson and the logging API");

    @ArchTest
    static final ArchRule consoleLeavesTheServersInsidesAlone = noClasses()
            .that()
            .resideInAPackage("io.headrace.console..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.headrace.stack.file..", "io.headrace.stack.install..", "io.headrace.stack.process..")
            .because("how servers are installed and run is the stack's own business: have LocalStack do or tell it");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = PackageRules.noCycles();

    @ArchTest
    static final ArchRule modulesHaveNoCycles = PackageRules.noCyclesBelow("io.headrace");

    @ArchTest
    static final ArchRule transformPackagesHaveNoCycles = PackageRules.noCyclesBelow("io.headrace.transforms");

    @ArchTest
    static final ArchRule sinkPackagesHaveNoCycles = PackageRules.noCyclesBelow("io.headrace.search");

    @ArchTest
    static final ArchRule listenerPackagesHaveNoCycles = PackageRules.noCyclesBelow("io.headrace.listener");

    @ArchTest
    static final ArchRule stackPackagesHaveNoCycles = PackageRules.noCyclesBelow("io.headrace.stack");

    @ArchTest
    static final ArchRule consolePackagesHaveNoCycles = PackageRules.noCyclesBelow("io.headrace.console");

    @ArchTest
    static void packagesAreSmall(JavaClasses classes) {
        assertThat(PackageRules.crowded(classes))
                .as("packages of more than 30 classes: make a package of those that belong together")
                .isEmpty();
    }

    @ArchTest
    static void simpleNamesAreUnique(JavaClasses classes) {
        assertThat(PackageRules.namesakes(classes).keySet())
                .as("simple names of several classes; one that is meant belongs into NAMESAKES, with its reason")
                .isEqualTo(NAMESAKES.keySet());
    }

    @ArchTest
    static void publicTypesAreNeededElsewhere(JavaClasses classes) {
        assertThat(PackageRules.needlesslyPublic(classes, ArchitectureTest::isOffered))
                .as("public types that no other package needs: they can be package-private, unless NEEDED_UNSEEN")
                .containsExactlyInAnyOrderElementsOf(NEEDED_UNSEEN);
    }

    /** The APIs, and what is found by its name: plugins of Connect, MBeans and programs. */
    private static boolean isOffered(JavaClass type) {
        return OFFERED.contains(type.getPackageName())
                || type.getSimpleName().endsWith("MXBean")
                || type.tryGetMethod("main", String[].class).isPresent();
    }
}
