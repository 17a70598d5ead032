import java.util.ArrayList;
import java.util.List;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.Request;
import org.junit.runner.Result;
import org.junit.runner.manipulation.Filter;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunListener;

/** Runs tests: {@code FILTER CLASS…}; says each as it ends, and the totals as the last line. One that is left out counts as failed. */
public class Tests {
    public static void main(String[] arguments) throws ClassNotFoundException {
        List<Class<?>> classes = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) classes.add(Class.forName(arguments[i]));
        JUnitCore core = new JUnitCore();
        core.addListener(new Told());
        Request request = Request.classes(classes.toArray(Class<?>[]::new)).filterWith(named(arguments[0]));
        Result result = core.run(request);
        int failed = result.getFailureCount() + result.getIgnoreCount();
        System.out.println((result.getRunCount() - result.getFailureCount()) + " passed, " + failed + " failed");
        System.exit(failed == 0 && result.getRunCount() > 0 ? 0 : 1);
    }

    private static Filter named(String wanted) {
        return new Filter() {
            @Override
            public boolean shouldRun(Description test) {
                return test.getDisplayName().contains(wanted) || test.getChildren().stream().anyMatch(this::shouldRun);
            }

            @Override
            public String describe() {
                return "named " + wanted;
            }
        };
    }

    private static final class Told extends RunListener {
        private long started;
        private boolean failed;

        @Override
        public void testStarted(Description test) {
            started = System.nanoTime();
            failed = false;
        }

        @Override
        public void testFailure(Failure failure) {
            failed = true;
            System.out.println("FAILED " + failure.getDescription().getDisplayName());
            System.out.println(failure.getTrace());
        }

        @Override
        public void testIgnored(Description test) {
            System.out.println("LEFT OUT " + test.getDisplayName());
        }

        @Override
        public void testFinished(Description test) {
            if (!failed) System.out.println("ok " + test.getDisplayName() + " (" + (System.nanoTime() - started) / 1_000_000 + " ms)");
        }
    }
}
