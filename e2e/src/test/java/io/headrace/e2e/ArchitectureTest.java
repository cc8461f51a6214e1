package io.headrace.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between modules and packages. Each rule says how to mend a violation. */
@AnalyzeClasses(packages = "io.headrace", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

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
            .resideInAnyPackage("io.headrace.transforms.envelope..", "io.headrace.transforms.field..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.headrace.transforms")
            .because("envelope and field are what the transforms are made of: move the shared part down");

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
    static final ArchRule sinkPackagesHaveNoCycles =
            slices().matching("io.headrace.search.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule consolePackagesHaveNoCycles =
            slices().matching("io.headrace.console.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule modulesHaveNoCycles =
            slices().matching("io.headrace.(*)..").should().beFreeOfCycles();
}
