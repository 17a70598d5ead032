// As published in camera/camera-core/api/current.txt of androidx.
package androidx.camera.core;

import androidx.camera.core.resolutionselector.ResolutionSelector;
import java.util.concurrent.Executor;

public final class ImageAnalysis extends UseCase {
    public static final int STRATEGY_KEEP_ONLY_LATEST = 0;

    private ImageAnalysis() {}

    public native void setAnalyzer(Executor executor, Analyzer analyzer);

    public interface Analyzer {
        void analyze(ImageProxy image);
    }

    public static final class Builder {
        public native ImageAnalysis build();

        public native Builder setBackpressureStrategy(int strategy);

        public native Builder setResolutionSelector(ResolutionSelector selector);
    }
}
