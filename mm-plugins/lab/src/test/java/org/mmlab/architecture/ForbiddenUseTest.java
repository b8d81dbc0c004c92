package org.mmlab.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What parts of mm must not use, lest they stop being small, or stop giving the same answer twice. */
@AnalyzeClasses(packages = "org.mmlab", importOptions = MainClasses.class)
class ForbiddenUseTest {
    private static final String[] MACHINE = {
        "org.mmlab.api..",
        "org.mmlab.hardware..",
        "org.mmlab.physical..",
        "org.mmlab.virtual..",
        "org.mmlab.reclaim..",
        "org.mmlab.policies.."
    };

    @ArchTest
    static final ArchRule guiceIsForCompositionOnly = noClasses()
            .that()
            .resideOutsideOfPackages("..guice..", "org.mmlab.kit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.inject..")
            .because("a class is built by its constructor; only the composition root knows how the parts are joined");

    @ArchTest
    static final ArchRule apiDoesNotLog = noClasses()
            .that()
            .resideInAPackage("org.mmlab.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..")
            .because("what happens in a machine is an event or a counter");

    @ArchTest
    static final ArchRule aMachineReadsNoClock = noClasses()
            .that()
            .resideInAnyPackage(MACHINE)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class)
            .because("time in a machine is that of its virtual clock");

    @ArchTest
    static final ArchRule aMachineIsNotRandom = noClasses()
            .that()
            .resideInAnyPackage(MACHINE)
            .should()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(System.class, "identityHashCode", Object.class)
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(ThreadLocalRandom.class, UUID.class)
            .because("all randomness comes from the seed of the specification");

    @ArchTest
    static final ArchRule aMachineHasNoThreads = noClasses()
            .that()
            .resideInAnyPackage(MACHINE)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class, ThreadLocal.class)
            .because("one machine is confined to one thread, whoever's that is");

    @ArchTest
    static final ArchRule aMachineHasNoStatics = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(MACHINE)
            .should()
            .beStatic()
            .andShould()
            .notBeFinal()
            .because("machines live side by side and share nothing");
}
