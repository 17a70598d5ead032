// As published in camera/camera-core/api/current.txt of androidx.
package androidx.camera.core;

import com.google.common.util.concurrent.ListenableFuture;

public interface CameraControl {
    ListenableFuture<Void> enableTorch(boolean on);

    ListenableFuture<Void> setZoomRatio(float ratio);
}
