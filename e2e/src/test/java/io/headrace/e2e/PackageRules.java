package io.headrace.e2e;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What holds for the packages of every module. */
final class PackageRules {
    /** A newcomer reads the names of a folder at a glance. */
    private static final int MOST_CLASSES = 30;

    private PackageRules() {}

    /** Each package by itself, those below it aside. */
    static ArchRule noCycles() {
        return slices().assignedFrom(new EachPackage())
                .should()
                .beFreeOfCycles()
                .because("packages that need each other can only be understood, and moved, together: hand the"
                        + " collaborator in, or move what both need into a package below them");
    }

    /** The packages directly below this one, each with all that is below it. */
    static ArchRule noCyclesBelow(String parent) {
        return slices().matching(parent + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("a folder that needs another, and is needed by it, is no part of its own, even where no two"
                        + " packages need each other: move what the other needs out of it");
    }

    private static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    /** Packages with too many classes, each with their number. */
    static Map<String, Long> crowded(JavaClasses classes) {
        Map<String, Long> sizes = topLevel(classes).stream()
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        sizes.values().removeIf(size -> size <= MOST_CLASSES);
        return new TreeMap<>(sizes);
    }

    /** Simple names that several classes have, with these. */
    static Map<String, Set<String>> namesakes(JavaClasses classes) {
        Map<String, Set<String>> names = topLevel(classes).stream()
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName,
                        TreeMap::new,
                        Collectors.mapping(JavaClass::getPackageName, Collectors.toCollection(TreeSet::new))));
        names.values().removeIf(packages -> packages.size() < 2);
        return names;
    }

    /**
     * Public classes that no other package uses, nor any class inside them.
     *
     * @param isOffered whether a class is offered to people, or to a framework that finds it by name
     */
    static List<String> needlesslyPublic(JavaClasses classes, Predicate<JavaClass> isOffered) {
        Set<String> neededOutside = classes.stream()
                .filter(type -> type.getDirectDependenciesToSelf().stream()
                        .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName())))
                .map(type -> outermost(type).getName())
                .collect(Collectors.toSet());
        return topLevel(classes).stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !isOffered.test(type))
                .filter(type -> !neededOutside.contains(type.getName()))
                .map(JavaClass::getName)
                .sorted()
                .toList();
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(PackageRules::outermost).orElse(type);
    }

    private static Collection<JavaClass> topLevel(JavaClasses classes) {
        return classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .toList();
    }
}
