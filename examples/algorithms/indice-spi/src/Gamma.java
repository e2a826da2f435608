/** The regularised incomplete gamma function and what follows from it, in double precision. */
final class Gamma {
    private static final double SMALL = 1e-16;
    private static final double TINY = 1e-300;
    private static final int MOST_STEPS = 10_000;

    private Gamma() {}

    /** Natural logarithm of the gamma function for a positive argument. */
    static double logGamma(double x) {
        double shift = 0;
        // Stirling's series is exact to double precision from about 10 upwards.
        while (x < 12) {
            shift -= Math.log(x);
            x += 1;
        }
        double square = 1 / (x * x);
        double tail = (1 / 12.0 - square * (1 / 360.0 - square * (1 / 1260.0 - square * (1 / 1680.0
                - square * (1 / 1188.0 - square * 691 / 360360.0))))) / x;
        return shift + (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + tail;
    }

    /** Lower regularised incomplete gamma function P(a, x). */
    static double lower(double a, double x) {
        if (x <= 0) {
            return 0;
        }
        return x < a + 1 ? series(a, x) : 1 - fraction(a, x);
    }

    /** Upper regularised incomplete gamma function Q(a, x) = 1 - P(a, x), exact in the tail. */
    static double upper(double a, double x) {
        if (x <= 0) {
            return 1;
        }
        return x < a + 1 ? 1 - series(a, x) : fraction(a, x);
    }

    private static double factor(double a, double x) {
        return Math.exp(a * Math.log(x) - x - logGamma(a));
    }

    private static double series(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < MOST_STEPS && term > sum * SMALL; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return sum * factor(a, x);
    }

    /** Continued fraction of Q(a, x), evaluated forwards (modified Lentz method). */
    private static double fraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double product = d;
        double step = 0;
        for (int n = 1; n < MOST_STEPS && Math.abs(step - 1) > SMALL; n++) {
            double numerator = -n * (n - a);
            b += 2;
            d = 1 / nonZero(numerator * d + b);
            c = nonZero(b + numerator / c);
            step = c * d;
            product *= step;
        }
        return product * factor(a, x);
    }

    private static double nonZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** Quantile of the standard normal distribution, by bisection of its exact tail. */
    static double normalQuantile(double p) {
        if (p == 0.5) {
            return 0;
        }
        double tail = Math.min(p, 1 - p);
        double low = 0;
        double high = 40;
        while (high - low > 1e-13) {
            double middle = (low + high) / 2;
            // P(Z > z) is half the chance that a chi-square of one degree exceeds z squared.
            if (0.5 * upper(0.5, middle * middle / 2) > tail) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return p < 0.5 ? -low : low;
    }
}
