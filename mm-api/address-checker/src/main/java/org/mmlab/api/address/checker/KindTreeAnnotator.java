package org.mmlab.api.address.checker;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.checkerframework.framework.type.AnnotatedTypeMirror;
import org.checkerframework.framework.type.treeannotator.TreeAnnotator;
import org.checkerframework.javacutil.TreeUtils;

/** Computes the kind of operators, casts and constants from the kinds of their operands. */
final class KindTreeAnnotator extends TreeAnnotator {
    private static final long BIT_31 = 1L << 31;

    private final AddressAnnotatedTypeFactory factory;

    KindTreeAnnotator(AddressAnnotatedTypeFactory factory) {
        super(factory);
        this.factory = factory;
    }

    @Override
    public Void visitBinary(BinaryTree tree, AnnotatedTypeMirror type) {
        operator(tree, tree.getLeftOperand(), tree.getRightOperand(), type);
        return null;
    }

    @Override
    public Void visitCompoundAssignment(CompoundAssignmentTree tree, AnnotatedTypeMirror type) {
        operator(tree, tree.getVariable(), tree.getExpression(), type);
        return null;
    }

    @Override
    public Void visitUnary(UnaryTree tree, AnnotatedTypeMirror type) {
        AddressKind operand = factory.kindOf(tree.getExpression());
        switch (tree.getKind()) {
            case UNARY_MINUS, BITWISE_COMPLEMENT ->
                factory.set(type, operand.isAddress() ? AddressKind.LITERAL : operand);
            case LOGICAL_COMPLEMENT -> factory.set(type, AddressKind.PLAIN);
            default -> factory.set(type, operand);
        }
        return null;
    }

    /** A cast that names no kind keeps the operand's, unless it leaves the integers. */
    @Override
    public Void visitTypeCast(TypeCastTree tree, AnnotatedTypeMirror type) {
        if (type.getPrimaryAnnotations().isEmpty()
                && TreeUtils.typeOf(tree).getKind().isPrimitive()) {
            factory.set(
                    type,
                    AddressAnnotatedTypeFactory.isInteger(type)
                            ? factory.kindOf(tree.getExpression())
                            : AddressKind.PLAIN);
        }
        return null;
    }

    /** A named constant fits any kind, as its value would, unless it is declared to be of one. */
    @Override
    public Void visitIdentifier(IdentifierTree tree, AnnotatedTypeMirror type) {
        constant(tree, type);
        return null;
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree tree, AnnotatedTypeMirror type) {
        constant(tree, type);
        return null;
    }

    private void constant(ExpressionTree tree, AnnotatedTypeMirror type) {
        if (constantOf(tree) instanceof Number && factory.kindOf(type) == AddressKind.PLAIN) {
            factory.set(type, AddressKind.LITERAL);
        }
    }

    private void operator(Tree tree, ExpressionTree left, ExpressionTree right, AnnotatedTypeMirror type) {
        if (!type.getKind().isPrimitive()) {
            return;
        }
        if (!AddressAnnotatedTypeFactory.isInteger(type)) {
            factory.set(type, AddressKind.PLAIN);
            return;
        }
        KindAlgebra.Mask mask =
                keepsHighBits(left) || keepsHighBits(right) ? KindAlgebra.Mask.HIGH_BITS : KindAlgebra.Mask.LOW_BITS;
        Tree.Kind op = KindAlgebra.operator(tree.getKind());
        factory.set(type, KindAlgebra.result(op, factory.kindOf(left), factory.kindOf(right), mask));
    }

    /** Whether a mask clears low bits and keeps the rest: {@code ~e}, {@code -e}, or a constant like {@code 0xFFFFF000}. */
    private static boolean keepsHighBits(ExpressionTree mask) {
        ExpressionTree bare = TreeUtils.withoutParensOrCasts(mask);
        if (bare.getKind() == Tree.Kind.BITWISE_COMPLEMENT || bare.getKind() == Tree.Kind.UNARY_MINUS) {
            return true;
        }
        Object value = bare instanceof LiteralTree literal ? literal.getValue() : constantOf(bare);
        if (!(value instanceof Number number)) {
            return false;
        }
        long bits = number.longValue();
        return bits < 0 || ((bits & BIT_31) != 0 && (bits & 1) == 0);
    }

    /** The value of a named constant, or null when the expression is not one. */
    private static @Nullable Object constantOf(ExpressionTree tree) {
        if (!(tree instanceof IdentifierTree || tree instanceof MemberSelectTree)) {
            return null;
        }
        Element element = TreeUtils.elementFromUse(tree);
        return element instanceof VariableElement variable ? variable.getConstantValue() : null;
    }
}
