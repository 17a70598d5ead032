// As published in camera/camera-core/api/current.txt of androidx.
package androidx.camera.core;

public final class Preview extends UseCase {
    private Preview() {}

    public native void setSurfaceProvider(SurfaceProvider provider);

    public static final class Builder {
        public native Preview build();
    }

    public interface SurfaceProvider {}
}
