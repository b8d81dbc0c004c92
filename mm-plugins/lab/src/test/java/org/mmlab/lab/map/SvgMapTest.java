package org.mmlab.lab.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.spec.MachineSpec;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The picture is sound XML, nothing sticks out of it, and no text lies on another. */
class SvgMapTest {
    /** A wide letter of the font in pixels, at 11 and at 15 pixels' height. */
    private static final double LETTER = 6.4;

    private static final double BIG_LETTER = 9.5;

    private record Box(double left, double right, double line) {}

    @ParameterizedTest
    @CsvSource({"64M,1,0", "6G,3,0", "20G,4,50%", "12G,8,30%"})
    void everythingHasItsPlace(String ram, int nodes, String kernelcore) throws Exception {
        Machine machine = MachineFactory.create(MachineSpec.of(Map.of(
                "ram",
                ram,
                "nodes",
                "" + nodes,
                "cpus",
                "4",
                "contents",
                "none",
                "kernelcore",
                kernelcore.equals("0") ? "none" : kernelcore)));
        Element svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(SvgMap.of(machine, 40))))
                .getDocumentElement();
        double width = number(svg, "width");
        double height = number(svg, "height");
        for (Element rectangle : all(svg, "rect")) {
            assertThat(number(rectangle, "x")).isNotNegative();
            assertThat(number(rectangle, "y")).isNotNegative();
            assertThat(number(rectangle, "width")).isPositive();
            assertThat(number(rectangle, "height")).isPositive();
            assertThat(number(rectangle, "x") + number(rectangle, "width")).isLessThanOrEqualTo(width);
            assertThat(number(rectangle, "y") + number(rectangle, "height")).isLessThanOrEqualTo(height);
        }
        List<Box> boxes = all(svg, "text").stream().map(SvgMapTest::box).toList();
        for (int i = 0; i < boxes.size(); i++) {
            assertThat(boxes.get(i).left()).isNotNegative();
            assertThat(boxes.get(i).right()).isLessThanOrEqualTo(width);
            for (int j = 0; j < i; j++) {
                assertThat(overlap(boxes.get(i), boxes.get(j)))
                        .as("%s and %s", boxes.get(i), boxes.get(j))
                        .isFalse();
            }
        }
        assertThat(svg.getTextContent()).contains("Node " + (nodes - 1) + ": ", "DMA", "section", "0x00000000000");
    }

    private static boolean overlap(Box a, Box b) {
        return Math.abs(a.line() - b.line()) < 10 && a.left() < b.right() && b.left() < a.right();
    }

    private static Box box(Element text) {
        String classes = text.getAttribute("class");
        double width = text.getTextContent().length() * (classes.contains("big") ? BIG_LETTER : LETTER);
        double x = number(text, "x");
        double left = classes.contains("end") ? x - width : classes.contains("mid") ? x - width / 2 : x;
        return new Box(left, left + width, number(text, "y"));
    }

    private static List<Element> all(Element root, String name) {
        NodeList found = root.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
