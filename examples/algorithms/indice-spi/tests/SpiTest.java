import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks every vector of spi.json; exits with 1 when one fails. */
public final class SpiTest {
    private static int checks;
    private static int failures;
    private static String json;

    private SpiTest() {}

    public static void main(String[] arguments) throws IOException {
        json = Files.readString(Path.of(arguments[0]));
        incompleteGamma();
        normalQuantile();
        fitAndIndex();
        accumulation();
        classes();
        edges();
        System.out.println(checks + " checks, " + failures + " failures");
        System.exit(failures == 0 ? 0 : 1);
    }

    private static void incompleteGamma() {
        for (Matcher row = rows("\"a\": *(NUM),\\s*\"x\": *(NUM),\\s*\"P\": *(NUM)"); row.find();) {
            double a = number(row, 1);
            double x = number(row, 2);
            near("P(" + a + "," + x + ")", Gamma.lower(a, x), number(row, 3), 1e-13);
            near("P + Q", Gamma.lower(a, x) + Gamma.upper(a, x), 1, 1e-14);
        }
    }

    private static void normalQuantile() {
        Matcher row = rows("\"p\": *(NUM),\\s*\"z\": *(NUM)(?:,\\s*\"tolerance\": *(NUM))?");
        while (row.find()) {
            double tolerance = row.group(3) == null ? 1e-12 : number(row, 3);
            near("quantile", Gamma.normalQuantile(number(row, 1)), number(row, 2), tolerance);
        }
    }

    private static void fitAndIndex() {
        double[] series = array("series");
        Spi.Fit fit = Spi.fit(series);
        near("q", fit.q(), single("q"), 1e-15);
        near("A", fit.a(), single("A"), 1e-14);
        near("alpha", fit.alpha(), single("alpha"), 1e-12);
        near("beta", fit.beta(), single("beta"), 1e-11);
        double[] probability = array("probability");
        double[] spi = array("spi");
        String[] classes = texts("classes");
        for (int i = 0; i < series.length; i++) {
            near("probability", fit.probability(series[i]), probability[i], 1e-11);
            near("spi", fit.index(series[i]), spi[i], 1e-9);
            same("class", Spi.classOf(fit.index(series[i])), classes[i]);
        }
    }

    private static void accumulation() {
        double[] sums = Spi.accumulate(array("monthly"), 3);
        double[] expected = array("sums");
        for (int i = 0; i < sums.length; i++) {
            same("sum " + i, sums[i], expected[i]);
        }
    }

    private static void classes() {
        Matcher row = rows("\"spi\": *(NUM),\\s*\"name\": *\"([^\"]+)\"");
        while (row.find()) {
            same("class of " + row.group(1), Spi.classOf(number(row, 1)), row.group(2));
        }
    }

    private static void edges() {
        refused("all zero", new double[] {0, 0, 0});
        refused("one distinct value", new double[] {5, 5, 0, 5});
        Spi.Fit fit = Spi.fit(new double[] {1, 2, Double.NaN, 4});
        same("missing stays missing", fit.index(Double.NaN), Double.NaN);
        same("a missing month makes its sums missing",
                Spi.accumulate(new double[] {1, Double.NaN, 3}, 2)[2], Double.NaN);
        same("no value beyond the limit", fit.index(1e6), Spi.LIMIT);
    }

    private static void refused(String what, double[] sums) {
        String message = "";
        try {
            Spi.fit(sums);
        } catch (IllegalArgumentException error) {
            message = error.getMessage();
        }
        same(what + " is refused", message.isEmpty(), false);
    }

    private static Matcher rows(String pattern) {
        return Pattern.compile(pattern.replace("NUM", "-?[0-9.eE+-]+")).matcher(json);
    }

    private static double number(Matcher row, int group) {
        return Double.parseDouble(row.group(group));
    }

    private static double single(String key) {
        Matcher row = rows("\"" + key + "\": *(NUM)");
        row.find();
        return number(row, 1);
    }

    private static String[] texts(String key) {
        Matcher row = Pattern.compile("\"" + key + "\": *\\[([^\\]]*)\\]").matcher(json);
        row.find();
        return Arrays.stream(row.group(1).split(",")).map(s -> s.strip().replace("\"", ""))
                .toArray(String[]::new);
    }

    private static double[] array(String key) {
        return Arrays.stream(texts(key))
                .mapToDouble(s -> s.equals("null") ? Double.NaN : Double.parseDouble(s)).toArray();
    }

    private static void near(String what, double found, double expected, double tolerance) {
        check(what, Math.abs(found - expected) <= tolerance, found, expected);
    }

    private static void same(String what, Object found, Object expected) {
        check(what, found.equals(expected), found, expected);
    }

    private static void check(String what, boolean good, Object found, Object expected) {
        checks++;
        if (!good) {
            failures++;
            System.out.println("FAILED " + what + ": " + found + ", expected " + expected);
        }
    }
}
