import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Runs veraPDF's own rules over files: java -cp JAR VeraPdf.java PDFUA-1,PDFA-2A FILE...
 * The rules are read with the JDK's XML parser, because newer JDKs lack the binding library that veraPDF reads them with.
 * Prints one line a file and profile: "ok" or "failed", the counts, and one line for each rule broken.
 */
public class VeraPdf {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String name : arguments[0].split(",")) {
            ValidationProfile profile = read(name);
            for (int k = 1; k < arguments.length; k++) {
                check(profile, name, arguments[k]);
            }
        }
    }

    private static void check(ValidationProfile profile, String name, String path) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), profile.getPDFAFlavour())) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false);
            ValidationResult result = validator.validate(parser);
            System.out.println((result.isCompliant() ? "ok " : "failed ") + name + " " + result.getTotalAssertions() + " " + path);
            Set<String> seen = new TreeSet<>();
            for (TestAssertion one : result.getTestAssertions()) {
                String rule = one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber();
                if (one.getStatus() == TestAssertion.Status.FAILED && seen.add(rule)) {
                    System.out.println("    " + rule + " " + one.getMessage() + " " + one.getLocation().getContext());
                }
            }
        }
    }

    private static ValidationProfile read(String name) throws Exception {
        Document xml;
        try (InputStream in = VeraPdf.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
            xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
        Set<Rule> rules = new HashSet<>();
        for (Element one : all(xml.getDocumentElement(), "rule")) {
            rules.add(rule(one));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element one : all(xml.getDocumentElement(), "variable")) {
            variables.add(Profiles.variableFromValues(
                one.getAttribute("name"), one.getAttribute("object"), text(one, "defaultValue"), text(one, "value")));
        }
        PDFAFlavour flavour = PDFAFlavour.valueOf(xml.getDocumentElement().getAttribute("flavour"));
        return Profiles.profileFromValues(
            flavour, Profiles.profileDetailsFromValues(name, name, name, new Date(0)), "", rules, variables);
    }

    private static Rule rule(Element one) {
        Element id = all(one, "id").get(0);
        List<ErrorArgument> none = new ArrayList<>();
        return Profiles.ruleFromValues(
            Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
            one.getAttribute("object"), one.getAttribute("deferred").equals("true") ? Boolean.TRUE : null, "",
            text(one, "description"), text(one, "test"),
            Profiles.errorFromValues(text(one, "message"), none), new ArrayList<>());
    }

    private static List<Element> all(Element inside, String name) {
        NodeList found = inside.getElementsByTagName(name);
        List<Element> out = new ArrayList<>();
        for (int k = 0; k < found.getLength(); k++) {
            out.add((Element) found.item(k));
        }
        return out;
    }

    private static String text(Element inside, String name) {
        List<Element> found = all(inside, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }
}
