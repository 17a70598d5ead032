package kz.ashyq.suite

import java.nio.ByteBuffer
import kz.ashyq.Crop
import kz.ashyq.Scanner
import kz.ashyq.Seen
import kz.ashyq.drawingOfPass

const val POSTER = "HTTPS://ASHYQ.KZ/P/A-POSTER-OF-A-TEST"

/** A plane of luma as a camera's direct buffer holds it. */
class Plane(val width: Int, val height: Int, val stride: Int = width) {
    /** The last row is only as long as the picture is wide, as Android's planes are. */
    val size = stride * (height - 1) + width
    val luma: ByteBuffer = ByteBuffer.allocateDirect(size)

    operator fun set(x: Int, y: Int, value: Int) {
        luma.put(y * stride + x, value.toByte())
    }

    operator fun get(x: Int, y: Int) = luma.get(y * stride + x).toInt() and 0xff
}

/** Draws the code of a text, white around it; [dark] and [light] are its luma. */
fun filmed(text: String, stride: (Int) -> Int = { it }, dark: Int = 20, light: Int = 235): Plane {
    val drawing = checkNotNull(drawingOfPass(text))
    val scale = 6
    val side = drawing.side.toInt() * scale
    val plane = Plane(side, side, stride(side))
    // What lies between the rows is no part of the picture: noise there must not matter.
    for (at in 0 until plane.size) plane.luma.put(at, (at * 31 % 251).toByte())
    for (y in 0 until side) for (x in 0 until side) plane[x, y] = light
    // Each run of dark modules is a rectangle: M left top L right top L right bottom L left bottom Z.
    for (run in drawing.path.split("Z").map { it.trim() }.filter { it.isNotEmpty() }) {
        val (left, top, right) = run.removePrefix("M").replace("L", "").split(" ").map { it.toInt() * scale }
        for (y in top until top + scale) for (x in left until right) plane[x, y] = dark
    }
    return plane
}

/** The same picture as a camera sees it that is turned a quarter counterclockwise. */
fun Plane.turned(): Plane {
    val turned = Plane(height, width)
    for (y in 0 until height) for (x in 0 until width) turned[y, width - 1 - x] = this[x, y]
    return turned
}

/** Shows a plane to a scanner, with time enough for a slow machine. */
fun Scanner.look(plane: Plane, luma: ByteBuffer = plane.luma, degrees: Int = 0, crop: Crop? = null, budgetMs: Int = 150): Seen =
    see(luma, plane.width.toUInt(), plane.height.toUInt(), plane.stride.toUInt(), degrees.toUInt(), crop, budgetMs.toUInt())
