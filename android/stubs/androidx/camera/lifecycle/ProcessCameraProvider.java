// As published in camera/camera-lifecycle/api/current.txt of androidx.
package androidx.camera.lifecycle;

import android.content.Context;
import androidx.camera.core.Camera;
import androidx.camera.core.CameraSelector;
import androidx.camera.core.UseCase;
import androidx.lifecycle.LifecycleOwner;
import com.google.common.util.concurrent.ListenableFuture;

public final class ProcessCameraProvider {
    private ProcessCameraProvider() {}

    public native Camera bindToLifecycle(LifecycleOwner owner, CameraSelector selector, UseCase... cases);

    public static native ListenableFuture<ProcessCameraProvider> getInstance(Context context);

    public native void unbindAll();
}
