package org.mmlab.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** {@code api <- hardware <- physical <- {virtual, reclaim} <- plugins}, and no cycle of packages anywhere. */
@AnalyzeClasses(packages = "org.mmlab", importOptions = MainClasses.class)
class DirectionTest {
    @ArchTest
    static final ArchRule modulesPointDownwards = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.mmlab..")
            .withOptionalLayers(true)
            .layer("api")
            .definedBy("org.mmlab.api..")
            .layer("hardware")
            .definedBy("org.mmlab.hardware..")
            .layer("physical")
            .definedBy("org.mmlab.physical..")
            .layer("virtual")
            .definedBy("org.mmlab.virtual..")
            .layer("reclaim")
            .definedBy("org.mmlab.reclaim..")
            .layer("policies")
            .definedBy("org.mmlab.policies..")
            .layer("kit")
            .definedBy("org.mmlab.kit..")
            .layer("tck")
            .definedBy("org.mmlab.tck..")
            .layer("lab")
            .definedBy("org.mmlab.lab..")
            .whereLayer("api")
            .mayNotAccessAnyLayer()
            .whereLayer("hardware")
            .mayOnlyAccessLayers("api")
            .whereLayer("physical")
            .mayOnlyAccessLayers("api", "hardware")
            .whereLayer("virtual")
            .mayOnlyAccessLayers("api", "hardware", "physical")
            .whereLayer("reclaim")
            .mayOnlyAccessLayers("api", "hardware", "physical")
            .whereLayer("policies")
            .mayOnlyAccessLayers("api")
            .whereLayer("kit")
            .mayOnlyAccessLayers("api", "hardware", "physical", "virtual", "reclaim")
            .whereLayer("tck")
            .mayOnlyAccessLayers("api", "hardware", "physical", "virtual", "reclaim", "kit")
            .because(
                    "each module stands on those below it; where Linux has a cycle, they meet at an interface of mm-api");

    @ArchTest
    static final ArchRule virtualAndReclaimNeverMeet = noClasses()
            .that()
            .resideInAPackage("org.mmlab.virtual..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.mmlab.reclaim..")
            .orShould()
            .resideInAPackage("org.mmlab.reclaim..")
            .because("they are joined in kit, through org.mmlab.api.link")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.mmlab.(**)").should().beFreeOfCycles().allowEmptyShould(true);
}
