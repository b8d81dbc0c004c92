package org.mmlab.lab.map;

import java.io.Writer;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the few elements of SVG that a map is made of. Lengths are pixels. */
final class SvgWriter {
    private static final String FONT = "font-family: 'DejaVu Sans', Verdana, sans-serif; font-size: 11px; fill: #222";

    private final XMLStreamWriter xml;

    /** Begins a picture. */
    SvgWriter(Writer out, double width, double height, String title) throws XMLStreamException {
        xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("svg");
        xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
        attribute("width", width);
        attribute("height", height);
        xml.writeAttribute("viewBox", "0 0 " + number(width) + " " + number(height));
        xml.writeAttribute("role", "img");
        element("title", title);
        element(
                "style",
                "text { " + FONT + " } .big { font-size: 15px; font-weight: bold } .mono { font-family:"
                        + " 'DejaVu Sans Mono', monospace; font-size: 10px } .dim { fill: #666 } .end { text-anchor: end }"
                        + " .mid { text-anchor: middle }");
        rectangle(0, 0, width, height, "#ffffff");
    }

    /** Ends the picture. */
    void end() throws XMLStreamException {
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
        xml.close();
    }

    /** Begins a group whose tooltip is {@code title}. */
    void group(String title) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("g");
        element("title", title);
    }

    /** Ends a group. */
    void endGroup() throws XMLStreamException {
        xml.writeEndElement();
    }

    /** A filled rectangle. */
    void rectangle(double x, double y, double width, double height, String colour) throws XMLStreamException {
        xml.writeEmptyElement("rect");
        attribute("x", x);
        attribute("y", y);
        attribute("width", width);
        attribute("height", height);
        xml.writeAttribute("fill", colour);
    }

    /** Text whose base line begins, or with class {@code end} ends, at a point. */
    void text(double x, double y, String classes, String content) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("text");
        attribute("x", x);
        attribute("y", y);
        if (!classes.isEmpty()) {
            xml.writeAttribute("class", classes);
        }
        xml.writeCharacters(content);
        xml.writeEndElement();
    }

    private void element(String name, String content) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(content);
        xml.writeEndElement();
    }

    private void attribute(String name, double value) throws XMLStreamException {
        xml.writeAttribute(name, number(value));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
