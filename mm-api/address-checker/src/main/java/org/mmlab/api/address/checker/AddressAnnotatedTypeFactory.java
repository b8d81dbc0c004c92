package org.mmlab.api.address.checker;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import java.lang.annotation.Annotation;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.VariableElement;
import org.checkerframework.common.basetype.BaseAnnotatedTypeFactory;
import org.checkerframework.common.basetype.BaseTypeChecker;
import org.checkerframework.framework.type.AnnotatedTypeMirror;
import org.checkerframework.framework.type.treeannotator.ListTreeAnnotator;
import org.checkerframework.framework.type.treeannotator.TreeAnnotator;
import org.checkerframework.javacutil.AnnotationBuilder;
import org.checkerframework.javacutil.TreeUtils;
import org.checkerframework.javacutil.TypesUtils;

/** Gives every expression its {@link AddressKind}. Found by the framework through its name. */
public final class AddressAnnotatedTypeFactory extends BaseAnnotatedTypeFactory {
    private final Map<AddressKind, AnnotationMirror> mirrors = new EnumMap<>(AddressKind.class);

    /**
     * Called by the framework.
     *
     * @param checker the checker that it works for
     */
    @SuppressWarnings({"this-escape", "nullness:method.invocation"}) // postInit comes last, as the framework demands
    public AddressAnnotatedTypeFactory(BaseTypeChecker checker) {
        super(checker);
        for (AddressKind kind : AddressKind.values()) {
            mirrors.put(kind, AnnotationBuilder.fromClass(elements, kind.qualifier));
        }
        postInit();
    }

    @Override
    protected Set<Class<? extends Annotation>> createSupportedTypeQualifiers() {
        Set<Class<? extends Annotation>> qualifiers = new LinkedHashSet<>();
        for (AddressKind kind : AddressKind.values()) {
            qualifiers.add(kind.qualifier);
        }
        return qualifiers;
    }

    @Override
    protected TreeAnnotator createTreeAnnotator() {
        return new ListTreeAnnotator(new KindTreeAnnotator(this), super.createTreeAnnotator());
    }

    /** A variable declared with a kind keeps it, even where flow has seen a literal put into it. */
    @Override
    protected void addComputedTypeAnnotations(Tree tree, AnnotatedTypeMirror type, boolean useFlow) {
        super.addComputedTypeAnnotations(tree, type, useFlow);
        if ((tree instanceof IdentifierTree || tree instanceof MemberSelectTree)
                && kindOf(type) == AddressKind.LITERAL
                && TreeUtils.elementFromTree(tree) instanceof VariableElement variable) {
            AddressKind declared = kindOf(getAnnotatedType(variable));
            if (declared.isAddress()) {
                set(type, declared);
            }
        }
    }

    /** The kind of an expression's value. */
    AddressKind kindOf(ExpressionTree expression) {
        return kindOf(getAnnotatedType(expression));
    }

    /** The kind in a type; {@link AddressKind#PLAIN} for what is not an integer. */
    AddressKind kindOf(AnnotatedTypeMirror type) {
        if (!isInteger(type)) {
            return AddressKind.PLAIN;
        }
        for (AddressKind kind : AddressKind.values()) {
            if (type.hasAnnotation(mirror(kind))) {
                return kind;
            }
        }
        return AddressKind.PLAIN;
    }

    /** Whether a type is an integer, boxed or not. */
    static boolean isInteger(AnnotatedTypeMirror type) {
        return TypesUtils.isIntegralPrimitiveOrBoxed(type.getUnderlyingType());
    }

    /** Makes {@code type} one of {@code kind}. */
    void set(AnnotatedTypeMirror type, AddressKind kind) {
        type.replaceAnnotation(mirror(kind));
    }

    private AnnotationMirror mirror(AddressKind kind) {
        AnnotationMirror mirror = mirrors.get(kind);
        if (mirror == null) {
            throw new IllegalStateException("no annotation for " + kind);
        }
        return mirror;
    }
}
