package kz.ashyq.app

import android.content.Context
import android.util.Size
import androidx.camera.core.Camera
import androidx.camera.core.CameraSelector
import androidx.camera.core.ImageAnalysis
import androidx.camera.core.ImageProxy
import androidx.camera.core.Preview
import androidx.camera.core.resolutionselector.ResolutionSelector
import androidx.camera.core.resolutionselector.ResolutionStrategy
import androidx.camera.lifecycle.ProcessCameraProvider
import androidx.camera.view.PreviewView
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.viewinterop.AndroidView
import androidx.lifecycle.LifecycleOwner
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import kz.ashyq.Crop
import kz.ashyq.ui.Frame
import kz.ashyq.ui.FrameSource

/** The camera by CameraX: the newest frame only, each closed on every path. Not compiled against the real API here. */
class CameraX(private val context: Context) : FrameSource {
    private val view = PreviewView(context).apply { scaleType = PreviewView.ScaleType.FILL_CENTER }
    private var provider: ProcessCameraProvider? = null
    private var camera: Camera? = null
    private var thread: ExecutorService? = null
    private var zoom = 1f
    private var wanted = false

    override fun start(see: (Frame) -> Unit, failed: () -> Unit) {
        wanted = true
        val future = ProcessCameraProvider.getInstance(context)
        future.addListener(
            {
                // The screen may have gone while the camera was being got.
                if (wanted) {
                    try {
                        bind(future.get(), see)
                    } catch (_: Exception) {
                        failed()
                    }
                }
            },
            context.mainExecutor(),
        )
    }

    private fun bind(provider: ProcessCameraProvider, see: (Frame) -> Unit) {
        val sized = ResolutionSelector.Builder()
            .setResolutionStrategy(ResolutionStrategy(Size(1920, 1080), ResolutionStrategy.FALLBACK_RULE_CLOSEST_LOWER_THEN_HIGHER))
            .build()
        val preview = Preview.Builder().build().apply { setSurfaceProvider(view.surfaceProvider) }
        val analysis = ImageAnalysis.Builder()
            .setResolutionSelector(sized)
            .setBackpressureStrategy(ImageAnalysis.STRATEGY_KEEP_ONLY_LATEST)
            .build()
        val thread = Executors.newSingleThreadExecutor().also { thread = it }
        analysis.setAnalyzer(thread) { image -> image.use { see(it.frame()) } }
        provider.unbindAll()
        camera = provider.bindToLifecycle(context as LifecycleOwner, CameraSelector.DEFAULT_BACK_CAMERA, preview, analysis)
        this.provider = provider
    }

    override fun stop() {
        wanted = false
        provider?.unbindAll()
        thread?.shutdown()
        camera = null
        zoom = 1f
    }

    override fun torch(on: Boolean) {
        camera?.cameraControl?.enableTorch(on)
    }

    override fun zoom(by: Float) {
        val state = camera?.cameraInfo?.zoomState?.value ?: return
        zoom = (zoom * by).coerceIn(state.minZoomRatio, state.maxZoomRatio)
        camera?.cameraControl?.setZoomRatio(zoom)
    }

    @Composable
    override fun Preview(modifier: Modifier) = AndroidView({ view }, modifier)
}

/** The plane of luma, not copied. */
private fun ImageProxy.frame(): Frame {
    val luma = planes[0]
    val crop = cropRect.run { Crop(left.toUInt(), top.toUInt(), width().toUInt(), height().toUInt()) }
    return Frame(luma.buffer.slice(), width, height, luma.rowStride, imageInfo.rotationDegrees, crop)
}

/** The main thread as an executor, before the API that has one. */
private fun Context.mainExecutor() = androidx.core.content.ContextCompat.getMainExecutor(this)
