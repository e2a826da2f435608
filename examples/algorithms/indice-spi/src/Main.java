import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Reads {@code YYYY-MM,mm} lines without gaps, writes {@code YYYY-MM,sum,spi,class}. */
public final class Main {
    private static final int ENOUGH_YEARS = 30;

    private Main() {}

    private record Month(YearMonth month, double rain) {}

    /** Arguments: scale in months, first and last calibration year. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("usage: Main SCALE FIRST-YEAR LAST-YEAR < months.csv");
            System.exit(2);
        }
        try {
            int first = Integer.parseInt(arguments[1]);
            int last = Integer.parseInt(arguments[2]);
            if (last - first + 1 < ENOUGH_YEARS) {
                System.err.println("warning: fewer than 30 calibration years");
            }
            print(read(), Integer.parseInt(arguments[0]), first, last);
        } catch (IllegalArgumentException | DateTimeParseException error) {
            System.err.println("error: " + error.getMessage());
            System.exit(1);
        }
    }

    private static List<Month> read() throws IOException {
        List<Month> months = new ArrayList<>();
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] cells = line.split(",", 2);
            String rain = cells.length == 2 ? cells[1].strip() : "";
            Month month = new Month(YearMonth.parse(cells[0].strip()),
                    rain.isEmpty() ? Double.NaN : Double.parseDouble(rain));
            if (month.rain < 0) {
                throw new IllegalArgumentException("negative rain in " + month.month);
            }
            if (!months.isEmpty()
                    && !month.month.equals(months.get(months.size() - 1).month.plusMonths(1))) {
                throw new IllegalArgumentException("months must follow each other: " + month.month);
            }
            months.add(month);
        }
        return months;
    }

    private static void print(List<Month> months, int scale, int first, int last) {
        double[] rain = months.stream().mapToDouble(Month::rain).toArray();
        double[] sums = Spi.accumulate(rain, scale);
        Spi.Fit[] fits = new Spi.Fit[13];
        for (int number = 1; number <= 12; number++) {
            final int calendar = number;
            double[] calibration = IntStream.range(0, sums.length)
                    .filter(i -> months.get(i).month.getMonthValue() == calendar)
                    .filter(i -> months.get(i).month.getYear() >= first)
                    .filter(i -> months.get(i).month.getYear() <= last)
                    .mapToDouble(i -> sums[i]).toArray();
            fits[number] = calibration.length == 0 ? null : Spi.fit(calibration);
        }
        for (int i = 0; i < sums.length; i++) {
            Spi.Fit fit = fits[months.get(i).month.getMonthValue()];
            double index = fit == null ? Double.NaN : fit.index(sums[i]);
            System.out.println(months.get(i).month + (Double.isNaN(index) ? ",,,"
                    : String.format(Locale.ROOT, ",%.1f,%.4f,%s", sums[i], index, Spi.classOf(index))));
        }
    }
}
