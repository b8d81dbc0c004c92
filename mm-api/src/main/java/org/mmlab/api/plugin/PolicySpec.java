package org.mmlab.api.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Name, one line of documentation and parameters of a plug-in; stands on its class. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PolicySpec {
    /** The name on the command line and in a spec: lower case, digits, {@code . -}; unique within its SPI. */
    String name();

    /** One line that says what it does and where it is published. */
    String doc();

    /** The parameters that it takes. */
    Parameter[] parameters() default {};

    /** One parameter of a plug-in. */
    @interface Parameter {
        /** Its name: lower case, digits, {@code -}. */
        String name();

        /** What its value must be. */
        ParameterType type();

        /** The value where none is given, in the text form of its type. */
        String defaultValue();

        /** Least value of a number. */
        double min() default Double.NEGATIVE_INFINITY;

        /** Greatest value of a number. */
        double max() default Double.POSITIVE_INFINITY;

        /** The permitted words of a {@link ParameterType#WORD}. */
        String[] words() default {};

        /** One line of documentation. */
        String doc();
    }
}
