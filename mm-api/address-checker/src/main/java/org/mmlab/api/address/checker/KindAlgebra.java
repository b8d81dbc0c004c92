package org.mmlab.api.address.checker;

import static org.mmlab.api.address.checker.AddressKind.ANY;
import static org.mmlab.api.address.checker.AddressKind.LITERAL;
import static org.mmlab.api.address.checker.AddressKind.PLAIN;
import static org.mmlab.api.address.checker.AddressKind.VIRTUAL;

import com.sun.source.tree.Tree;

/**
 * The rules: which operators two kinds may meet in, and the kind of the result.
 *
 * <table>
 * <caption>A is an address of some kind, B one of another kind, n a plain number or a literal</caption>
 * <tr><td>{@code A + n}, {@code A - n}, {@code A | n}, {@code A ^ n}</td><td>A</td></tr>
 * <tr><td>{@code A - A}, {@code A ^ A}</td><td>plain</td></tr>
 * <tr><td>{@code A & 4095L}</td><td>plain: the offset</td></tr>
 * <tr><td>{@code A & ~4095L}</td><td>A: the start of the page</td></tr>
 * <tr><td>{@code A >>> n}, {@code A << n}, {@code A / n}, {@code A % n}</td><td>plain: an index, a block number</td></tr>
 * <tr><td>{@code A == A}, {@code A < A}</td><td>allowed; order of virtual addresses only by compareUnsigned</td></tr>
 * <tr><td>{@code A + A}, {@code A * n}, {@code n - A}, {@code A op B}</td><td>error</td></tr>
 * </table>
 */
final class KindAlgebra {
    private KindAlgebra() {}

    /** Message key: an operator that has no meaning for these operands. */
    static final String ARITHMETIC = "address.arithmetic";

    /** Message key: two kinds are compared. */
    static final String COMPARISON = "address.comparison";

    /** Message key: a signed operator on unsigned virtual addresses. */
    static final String SIGNED = "address.signed";

    /** What a bit mask leaves of an address. */
    enum Mask {
        /** The low bits, an offset: {@code & 4095L}. */
        LOW_BITS,
        /** The high bits, an aligned address: {@code & ~4095L}. */
        HIGH_BITS
    }

    /**
     * Why {@code left op right} is wrong.
     *
     * @return a message key, or the empty string when nothing is wrong
     */
    static String objection(Tree.Kind op, AddressKind left, AddressKind right) {
        boolean addresses = left.isAddress() || right.isAddress();
        switch (op) {
            case EQUAL_TO, NOT_EQUAL_TO:
                return left.meets(right) ? "" : COMPARISON;
            case LESS_THAN, LESS_THAN_EQUAL, GREATER_THAN, GREATER_THAN_EQUAL:
                if (!left.meets(right)) {
                    return COMPARISON;
                }
                return left == VIRTUAL || right == VIRTUAL ? SIGNED : "";
            case PLUS, AND, OR:
                return left == ANY || right == ANY || (left.isAddress() && right.isAddress()) ? ARITHMETIC : "";
            case MINUS:
                return addresses && !left.meets(right) && right != PLAIN || left == ANY || right == ANY
                        ? ARITHMETIC
                        : "";
            case XOR:
                return left.isAddress() && right.isAddress() && left != right || left == ANY || right == ANY
                        ? ARITHMETIC
                        : "";
            case DIVIDE, REMAINDER, RIGHT_SHIFT:
                if (left == VIRTUAL && !right.isAddress()) {
                    return SIGNED;
                }
                return left == ANY || right == ANY || right.isAddress() ? ARITHMETIC : "";
            case LEFT_SHIFT, UNSIGNED_RIGHT_SHIFT:
                return left == ANY || right == ANY || right.isAddress() ? ARITHMETIC : "";
            case MULTIPLY, UNARY_MINUS, BITWISE_COMPLEMENT:
                return addresses || left == ANY || right == ANY ? ARITHMETIC : "";
            default:
                return "";
        }
    }

    /** The kind of {@code left op right}; a literal where there is an objection, so that one mistake is told once. */
    static AddressKind result(Tree.Kind op, AddressKind left, AddressKind right, Mask mask) {
        if (!objection(op, left, right).isEmpty()) {
            return LITERAL;
        }
        if (left == LITERAL && right == LITERAL) {
            return LITERAL;
        }
        switch (op) {
            case PLUS, OR:
                return left.isAddress() ? left : right.isAddress() ? right : PLAIN;
            case MINUS:
                return left.isAddress() && !right.isAddress() ? left : PLAIN;
            case XOR:
                if (left == right) {
                    return PLAIN;
                }
                return left.isAddress() ? left : right.isAddress() ? right : PLAIN;
            case AND:
                if (mask == Mask.LOW_BITS) {
                    return PLAIN;
                }
                return left.isAddress() ? left : right.isAddress() ? right : PLAIN;
            default:
                return PLAIN;
        }
    }

    /** The operator inside a compound assignment ({@code +=} is {@code +}); any other kind of tree is itself. */
    static Tree.Kind operator(Tree.Kind kind) {
        return switch (kind) {
            case PLUS_ASSIGNMENT -> Tree.Kind.PLUS;
            case MINUS_ASSIGNMENT -> Tree.Kind.MINUS;
            case MULTIPLY_ASSIGNMENT -> Tree.Kind.MULTIPLY;
            case DIVIDE_ASSIGNMENT -> Tree.Kind.DIVIDE;
            case REMAINDER_ASSIGNMENT -> Tree.Kind.REMAINDER;
            case AND_ASSIGNMENT -> Tree.Kind.AND;
            case OR_ASSIGNMENT -> Tree.Kind.OR;
            case XOR_ASSIGNMENT -> Tree.Kind.XOR;
            case LEFT_SHIFT_ASSIGNMENT -> Tree.Kind.LEFT_SHIFT;
            case RIGHT_SHIFT_ASSIGNMENT -> Tree.Kind.RIGHT_SHIFT;
            case UNSIGNED_RIGHT_SHIFT_ASSIGNMENT -> Tree.Kind.UNSIGNED_RIGHT_SHIFT;
            default -> kind;
        };
    }
}
