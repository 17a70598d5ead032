// As published in camera/camera-core/api/current.txt of androidx.
package androidx.camera.core;

public interface ImageInfo {
    int getRotationDegrees();
}
