// As published in camera/camera-core/api/current.txt of androidx.
package androidx.camera.core;

import androidx.lifecycle.LiveData;

public interface CameraInfo {
    LiveData<ZoomState> getZoomState();
}
