// As published in camera/camera-core/api/current.txt of androidx.
package androidx.camera.core.resolutionselector;

public final class ResolutionSelector {
    private ResolutionSelector() {}

    public static final class Builder {
        public native ResolutionSelector build();

        public native Builder setResolutionStrategy(ResolutionStrategy strategy);
    }
}
