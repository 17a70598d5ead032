package kz.ashyq.app

import android.content.Context
import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.net.Uri
import java.io.IOException
import java.nio.ByteBuffer
import kz.ashyq.ui.Frame

/** The longest side of a picture that is looked at: the core takes up to 4096. */
private const val LONGEST = 2048

/** A picture as a frame of luma; nothing where it cannot be read. */
internal fun frameOf(context: Context, picture: Uri): Frame? = try {
    bitmapOf(context, picture)?.let(::lumaOf)
} catch (_: IOException) {
    null
} catch (_: SecurityException) {
    null
}

private fun bitmapOf(context: Context, picture: Uri): Bitmap? {
    val sides = BitmapFactory.Options().apply { inJustDecodeBounds = true }
    context.contentResolver.openInputStream(picture)?.use { BitmapFactory.decodeStream(it, null, sides) }
    val smaller = BitmapFactory.Options().apply { inSampleSize = maxOf(1, maxOf(sides.outWidth, sides.outHeight) / LONGEST) }
    return context.contentResolver.openInputStream(picture)?.use { BitmapFactory.decodeStream(it, null, smaller) }
}

/** Luma as cameras make it of red, green and blue (Rec. 601), row by row. */
private fun lumaOf(bitmap: Bitmap): Frame {
    val (width, height) = bitmap.width to bitmap.height
    val luma = ByteBuffer.allocateDirect(width * height)
    val row = IntArray(width)
    for (y in 0 until height) {
        bitmap.getPixels(row, 0, width, 0, y, width, 1)
        for ((x, pixel) in row.withIndex()) {
            val (red, green, blue) = Triple(pixel shr 16 and 0xff, pixel shr 8 and 0xff, pixel and 0xff)
            luma.put(y * width + x, ((red * 77 + green * 150 + blue * 29) shr 8).toByte())
        }
    }
    return Frame(luma, width, height)
}
