import java.util.Arrays;

/** Standardised precipitation index: gamma fit by Thom's estimator, per calendar month. */
final class Spi {
    /** Values beyond are set to it: a fit over some decades says nothing about rarer events. */
    static final double LIMIT = 3.09;

    private Spi() {}

    /** A fit: the share q of zero sums, and shape and scale of the gamma law of the others. */
    record Fit(double q, double a, double alpha, double beta) {
        double probability(double sum) {
            return sum == 0 ? q : q + (1 - q) * Gamma.lower(alpha, sum / beta);
        }

        /** The index of a sum; NaN, which stands for a missing value, stays NaN. */
        double index(double sum) {
            if (Double.isNaN(sum)) {
                return Double.NaN;
            }
            double h = probability(sum);
            if (h <= 0) {
                return -LIMIT;
            }
            return h >= 1 ? LIMIT : Math.max(-LIMIT, Math.min(LIMIT, Gamma.normalQuantile(h)));
        }
    }

    /**
     * Fit the sums of one calendar month over the calibration years; missing ones are left out.
     *
     * @throws IllegalArgumentException when no gamma law fits: no rain at all, or one value only.
     */
    static Fit fit(double[] sums) {
        double[] known = Arrays.stream(sums).filter(x -> !Double.isNaN(x)).toArray();
        double[] wet = Arrays.stream(known).filter(x -> x > 0).toArray();
        if (wet.length == 0) {
            throw new IllegalArgumentException("no rain in the calibration years");
        }
        double mean = Arrays.stream(wet).average().getAsDouble();
        double logs = Arrays.stream(wet).map(Math::log).average().getAsDouble();
        double a = Math.log(mean) - logs;
        if (a <= 1e-12) {
            throw new IllegalArgumentException("one distinct value only: the gamma law is undefined");
        }
        double alpha = (1 + Math.sqrt(1 + 4 * a / 3)) / (4 * a);
        double q = (known.length - wet.length) / (double) known.length;
        return new Fit(q, a, alpha, mean / alpha);
    }

    /** Sums of the last {@code scale} months; NaN where one of them is missing. */
    static double[] accumulate(double[] monthly, int scale) {
        double[] sums = new double[monthly.length];
        Arrays.fill(sums, Double.NaN);
        for (int end = scale - 1; end < monthly.length; end++) {
            sums[end] = 0;
            for (int month = end - scale + 1; month <= end; month++) {
                sums[end] += monthly[month];
            }
        }
        return sums;
    }

    /** Class of an index in the words of WMO-1090. */
    static String classOf(double spi) {
        if (spi >= 1) {
            return spi >= 2 ? "extremely wet" : spi >= 1.5 ? "very wet" : "moderately wet";
        }
        if (spi > -1) {
            return "near normal";
        }
        return spi <= -2 ? "extremely dry" : spi <= -1.5 ? "severely dry" : "moderately dry";
    }
}
