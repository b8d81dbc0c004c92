package org.mmlab.api.address.checker;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.checkerframework.common.basetype.BaseTypeChecker;
import org.checkerframework.common.basetype.BaseTypeVisitor;
import org.checkerframework.framework.type.AnnotatedTypeMirror;
import org.checkerframework.framework.type.AnnotatedTypeMirror.AnnotatedArrayType;
import org.checkerframework.javacutil.TreeUtils;
import org.mmlab.api.address.qual.SameKind;

/** Reports what {@link KindAlgebra} objects to. Assignments, arguments and returns are the framework's own business. */
public final class AddressVisitor extends BaseTypeVisitor<AddressAnnotatedTypeFactory> {
    private static final Set<String> SIGNED_METHODS = Set.of("compare", "min", "max");

    /**
     * Called by the framework.
     *
     * @param checker the checker that it works for
     */
    public AddressVisitor(BaseTypeChecker checker) {
        super(checker);
    }

    @Override
    public void processClassTree(ClassTree tree) {
        TypeElement type = TreeUtils.elementFromDeclaration(tree);
        if (type == null || !type.getQualifiedName().contentEquals(AddressChecker.CONVERSIONS)) {
            super.processClassTree(tree);
        }
    }

    @Override
    public Void visitBinary(BinaryTree tree, Void unused) {
        if (!TreeUtils.isStringConcatenation(tree)) {
            check(tree, tree.getKind(), tree.getLeftOperand(), tree.getRightOperand());
        }
        return super.visitBinary(tree, unused);
    }

    @Override
    public Void visitCompoundAssignment(CompoundAssignmentTree tree, Void unused) {
        if (!TreeUtils.isStringCompoundConcatenation(tree)) {
            check(tree, KindAlgebra.operator(tree.getKind()), tree.getVariable(), tree.getExpression());
        }
        return super.visitCompoundAssignment(tree, unused);
    }

    @Override
    public Void visitUnary(UnaryTree tree, Void unused) {
        check(tree, tree.getKind(), tree.getExpression(), tree.getExpression());
        return super.visitUnary(tree, unused);
    }

    @Override
    public Void visitConditionalExpression(ConditionalExpressionTree tree, Void unused) {
        AddressKind first = atypeFactory.kindOf(tree.getTrueExpression());
        AddressKind second = atypeFactory.kindOf(tree.getFalseExpression());
        if (!first.meets(second)) {
            checker.reportError(tree, "address.choice", first, second);
        }
        return super.visitConditionalExpression(tree, unused);
    }

    @Override
    public Void visitArrayAccess(ArrayAccessTree tree, Void unused) {
        AddressKind index = atypeFactory.kindOf(tree.getIndex());
        if (index.isAddress() && index != AddressKind.FRAME_INDEX) {
            checker.reportError(tree.getIndex(), "address.index", index, AddressKind.FRAME_INDEX, AddressKind.PLAIN);
        }
        return super.visitArrayAccess(tree, unused);
    }

    /** A cast may change the width, never the kind. */
    @Override
    protected void checkTypecastSafety(TypeCastTree tree) {
        AnnotatedTypeMirror target = atypeFactory.getAnnotatedType(tree);
        AnnotatedTypeMirror source = atypeFactory.getAnnotatedType(tree.getExpression());
        if (AddressAnnotatedTypeFactory.isInteger(target) && AddressAnnotatedTypeFactory.isInteger(source)) {
            AddressKind from = atypeFactory.kindOf(source);
            AddressKind to = atypeFactory.kindOf(target);
            if (from != to && from != AddressKind.LITERAL && to != AddressKind.ANY) {
                checker.reportError(tree, "address.cast", from, to);
            }
        }
    }

    /** Arguments of parameters that are {@code @SameKind} must be of one kind. */
    @Override
    public Void visitMethodInvocation(MethodInvocationTree tree, Void unused) {
        ExecutableElement method = TreeUtils.elementFromUse(tree);
        List<AnnotatedTypeMirror> parameters =
                atypeFactory.getAnnotatedType(method).getParameterTypes();
        AddressKind seen = AddressKind.LITERAL;
        for (int i = 0; i < Math.min(parameters.size(), tree.getArguments().size()); i++) {
            if (element(parameters.get(i)).hasPrimaryAnnotation(SameKind.class)) {
                AddressKind kind = atypeFactory.kindOf(element(
                        atypeFactory.getAnnotatedType(tree.getArguments().get(i))));
                Tree.Kind comparison = isSigned(method) ? Tree.Kind.LESS_THAN : Tree.Kind.EQUAL_TO;
                String objection = KindAlgebra.objection(comparison, seen, kind);
                if (!objection.isEmpty()) {
                    checker.reportError(tree, objection, seen, kind, method.getSimpleName());
                    break;
                }
                seen = seen == AddressKind.LITERAL ? kind : seen;
            }
        }
        return super.visitMethodInvocation(tree, unused);
    }

    private static AnnotatedTypeMirror element(AnnotatedTypeMirror type) {
        return type instanceof AnnotatedArrayType array ? array.getComponentType() : type;
    }

    private static boolean isSigned(ExecutableElement method) {
        return SIGNED_METHODS.contains(method.getSimpleName().toString())
                && method.getEnclosingElement().toString().startsWith("java.lang.");
    }

    private void check(Tree tree, Tree.Kind op, ExpressionTree left, ExpressionTree right) {
        AddressKind leftKind = atypeFactory.kindOf(left);
        AddressKind rightKind = atypeFactory.kindOf(right);
        String objection = KindAlgebra.objection(op, leftKind, rightKind);
        if (!objection.isEmpty()) {
            checker.reportError(tree, objection, leftKind, rightKind, symbol(op));
        }
    }

    private static String symbol(Tree.Kind op) {
        return switch (op) {
            case PLUS -> "+";
            case MINUS, UNARY_MINUS -> "-";
            case MULTIPLY -> "*";
            case DIVIDE -> "/";
            case REMAINDER -> "%";
            case AND -> "&";
            case OR -> "|";
            case XOR -> "^";
            case BITWISE_COMPLEMENT -> "~";
            case LEFT_SHIFT -> "<<";
            case RIGHT_SHIFT -> ">>";
            case UNSIGNED_RIGHT_SHIFT -> ">>>";
            case LESS_THAN -> "<";
            case LESS_THAN_EQUAL -> "<=";
            case GREATER_THAN -> ">";
            case GREATER_THAN_EQUAL -> ">=";
            default -> op.toString();
        };
    }
}
