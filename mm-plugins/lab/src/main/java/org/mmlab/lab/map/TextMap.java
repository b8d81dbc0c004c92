package org.mmlab.lab.map;

import java.util.Locale;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.kit.machine.Machine;
import org.mmlab.lab.report.Units;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.zone.Zone;

/** Draws memory as text: a line of cells for each row, and under it the types of its pageblocks. */
public final class TextMap {
    /** Fewest columns that a map fits. */
    public static final int LEAST_WIDTH = 40;

    private static final String LEVELS = " ▁▂▃▄▅▆▇█";
    private static final String RESET = "\u001b[0m";
    private static final int ADDRESS_COLUMNS = 14;
    private static final int NOTE_COLUMNS = 20;

    private final MemoryGrid grid;
    private final TextStyle style;
    private final RowNotes notes;
    private final StringBuilder text = new StringBuilder();

    private TextMap(MemoryGrid grid, TextStyle style) {
        this.grid = grid;
        this.style = style;
        notes = new RowNotes(grid);
    }

    /**
     * The map of a machine.
     *
     * @param width columns, from {@link #LEAST_WIDTH} on
     * @param rows most rows of cells, all nodes together
     */
    public static String of(Machine machine, TextStyle style, int width, int rows) {
        int cells = Integer.highestOneBit(Math.max(8, width - ADDRESS_COLUMNS - NOTE_COLUMNS));
        return new TextMap(new MemoryGrid(machine, cells, rows), style).draw();
    }

    private String draw() {
        add(
                "A cell is %s, a row %s, a section %s. Under a row: the type of each pageblock.\n",
                Units.frames(grid.framesPerCell()),
                Units.frames(grid.framesPerRow()),
                Units.frames(notes.sectionFrames()));
        for (MemoryGrid.NodeRows node : grid.nodes()) {
            heading(node.node());
            rows(node);
        }
        legend();
        return text.toString();
    }

    private void heading(Node node) {
        add("\n%s\n", Units.node(node, FreeByOrder.waiting(grid.machine(), node)));
        for (Zone zone : node.zones()) {
            if (zone.populated()) {
                add(
                        "  %-8s %s free of %s; free blocks of order 0 to %d:",
                        zone.type().kernelName(),
                        Units.frames(FreeByOrder.free(grid.machine(), zone)),
                        Units.frames(FreeByOrder.managed(grid.machine(), zone)),
                        FrameAllocator.MAX_ORDER);
                for (int order = 0; order <= FrameAllocator.MAX_ORDER; order++) {
                    add(" %d", FreeByOrder.blocks(grid.machine(), zone, order));
                }
                text.append('\n');
            }
        }
    }

    private void rows(MemoryGrid.NodeRows node) {
        Row before = null;
        int alike = 0;
        for (Row row : node.rows()) {
            boolean follows = before != null && row.startPfn() == before.startPfn() + grid.framesPerRow();
            if (before != null && follows && row.zones().isEmpty() && row.looksLike(before)) {
                alike++;
            } else {
                skipped(alike);
                alike = 0;
                if (before != null && !follows) {
                    long hole = row.startPfn() - before.startPfn() - grid.framesPerRow();
                    add("%" + (ADDRESS_COLUMNS - 1) + "s %s without memory\n", "", Units.frames(hole));
                }
                row(row);
            }
            before = row;
        }
        skipped(alike);
    }

    private void skipped(int rows) {
        if (rows != 0) {
            add(
                    "%" + (ADDRESS_COLUMNS - 1) + "s %d more like it, %s\n",
                    "*",
                    rows,
                    Units.frames(rows * grid.framesPerRow()));
        }
    }

    private void row(Row row) {
        add("%s ", Units.address(row.startPfn()));
        if (style == TextStyle.PLAIN) {
            for (Cell cell : row.cells()) {
                text.append(letter(cell));
            }
        } else {
            blocks(row);
        }
        String note = notes.of(row);
        text.append(note.isEmpty() ? "" : " " + note).append('\n');
        String types = types(row);
        text.append(" ".repeat(ADDRESS_COLUMNS)).append(types.stripTrailing()).append('\n');
    }

    private static char letter(Cell cell) {
        if (cell.present() == 0) {
            return ' ';
        }
        char letter = cell.mainUse().letter();
        return cell.mainUse().isFree() || cell.used() * 2 >= cell.present() ? letter : Character.toLowerCase(letter);
    }

    /** Colours are named where they change. */
    private void blocks(Row row) {
        String colours = "";
        for (Cell cell : row.cells()) {
            String wanted = cell.present() == 0 ? "" : colours(cell);
            if (!wanted.equals(colours)) {
                text.append(wanted.isEmpty() ? RESET : wanted);
                colours = wanted;
            }
            int level = cell.present() == 0
                    ? 0
                    : (int) Math.ceil((LEVELS.length() - 1) * (double) cell.used() / cell.present());
            text.append(LEVELS.charAt(level));
        }
        text.append(colours.isEmpty() ? "" : RESET);
    }

    private static String colours(Cell cell) {
        boolean fragmented = cell.frames(FrameUse.FRAGMENT) > cell.frames(FrameUse.FREE);
        return String.format(
                Locale.ROOT,
                "\u001b[38;5;%d;48;5;%dm",
                cell.mainUse().terminalColour(),
                (fragmented ? FrameUse.FRAGMENT : FrameUse.FREE).terminalColour());
    }

    /** A letter where a pageblock begins, or for each cell if those are larger. */
    private String types(Row row) {
        long blockFrames = 1L << grid.machine().memory().context().pageblockOrder();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.cells().length; i++) {
            Cell cell = row.cells()[i];
            long pfn = row.startPfn() + i * grid.framesPerCell();
            boolean begins = pfn % blockFrames == 0 || i == 0 || row.cells()[i - 1] == Cell.HOLE;
            line.append(cell.present() == 0 || !begins ? ' ' : type(cell));
        }
        return line.toString();
    }

    private static char type(Cell cell) {
        return cell.typeCount() > 1
                ? '*'
                : MigrateType.kernelName(cell.firstType()).charAt(0);
    }

    private void legend() {
        text.append("\nFrames:");
        for (FrameUse use : FrameUse.values()) {
            if (style == TextStyle.PLAIN) {
                add(" %c %s;", use.letter(), use.label());
            } else {
                add(" \u001b[38;5;%dm█\u001b[0m %s;", use.terminalColour(), use.label());
            }
        }
        text.append(
                style == TextStyle.PLAIN
                        ? " small letter: less than half in use\n"
                        : " the height of a block is the share in use\n");
        text.append("Pageblocks:");
        for (int type = 0; type < MigrateType.COUNT; type++) {
            add(" %c %s;", MigrateType.kernelName(type).charAt(0), MigrateType.kernelName(type));
        }
        text.append(" * several\n");
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
