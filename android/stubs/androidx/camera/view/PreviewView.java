// As published in camera/camera-view/api/current.txt of androidx.
package androidx.camera.view;

import android.content.Context;
import android.widget.FrameLayout;
import androidx.camera.core.Preview;

public final class PreviewView extends FrameLayout {
    public PreviewView(Context context) {
        super(context);
    }

    public native ScaleType getScaleType();

    public native Preview.SurfaceProvider getSurfaceProvider();

    public native void setScaleType(ScaleType type);

    public enum ScaleType {
        FILL_CENTER
    }
}
