package kz.ashyq.suite

import java.nio.ByteBuffer
import kz.ashyq.Crop
import kz.ashyq.ForeignKind
import kz.ashyq.FrameException
import kz.ashyq.Scanner
import kz.ashyq.What
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

class FramesTest {
    private val scanner = Scanner()

    @Test
    fun `a poster is read from a direct buffer, with its outline`() {
        val seen = scanner.look(filmed(POSTER))
        assertEquals(What.Ours(POSTER), seen.what)
        assertEquals(4, seen.outline?.size)
    }

    @Test
    fun `padding between the rows is no part of the picture, and the last row has none`() {
        val padded = filmed(POSTER, stride = { it + 57 })
        assertEquals(padded.stride * (padded.height - 1) + padded.width, padded.luma.capacity())
        assertEquals(scanner.look(filmed(POSTER)), Scanner().look(padded))
    }

    @Test
    fun `a turned frame is read upright`() {
        val upright = scanner.look(filmed(POSTER))
        val turned = Scanner().look(filmed(POSTER).turned(), degrees = 90)
        assertEquals(upright.what, turned.what)
        val (one, other) = checkNotNull(upright.outline).first() to checkNotNull(turned.outline).first()
        assertEquals(one.x, other.x, 3f)
        assertEquals(one.y, other.y, 3f)
    }

    @Test
    fun `a code in light on dark is read`() {
        assertEquals(What.Ours(POSTER), scanner.look(filmed(POSTER, dark = 235, light = 20)).what)
    }

    @Test
    fun `only the crop is looked at`() {
        val plane = filmed(POSTER)
        val (width, height) = plane.width.toUInt() to plane.height.toUInt()
        assertEquals(What.Ours(POSTER), scanner.look(plane, crop = Crop(0u, 0u, width, height)).what)
        assertEquals(What.Nothing, Scanner().look(plane, crop = Crop(0u, 0u, width, 20u)).what)
    }

    @Test
    fun `a code of others is named, and its text is not given out`() {
        assertEquals(What.Foreign(ForeignKind.LINK), scanner.look(filmed("HTTPS://EXAMPLE.KZ/MENU")).what)
    }

    @Test
    fun `an empty frame shows nothing`() {
        val seen = scanner.look(Plane(640, 480))
        assertEquals(What.Nothing, seen.what)
        assertNull(seen.outline)
    }

    /** JNA gives out where a buffer begins, whatever its position: [ByteBuffer.slice] is what moves the beginning. */
    @Test
    fun `a buffer with a position is passed as its slice`() {
        val plane = filmed(POSTER)
        val before = 10 * plane.stride
        val longer = ByteBuffer.allocateDirect(before + plane.size)
        longer.position(before)
        longer.put(plane.luma.duplicate())
        longer.position(before)
        val expected = Scanner().look(plane)
        assertEquals(expected, Scanner().look(plane, luma = longer.slice()))
        val unsliced = Scanner().look(plane, luma = longer)
        assertNotNull(unsliced.outline)
        val lower = checkNotNull(unsliced.outline).first().y - checkNotNull(expected.outline).first().y
        assertEquals(10f, lower, 1f, "position() counts now: the slice is no longer needed")
    }

    @Test
    fun `a buffer of the heap is refused before it crosses`() {
        val plane = filmed(POSTER)
        assertThrows<IllegalArgumentException> { scanner.look(plane, luma = ByteBuffer.allocate(plane.size)) }
    }

    @Test
    fun `a side that no frame has is its own exception`() {
        for ((width, height) in listOf(0u to 1u, 1u to 0u, 4097u to 1u)) {
            val thrown = assertThrows<FrameException.Side> {
                scanner.see(ByteBuffer.allocateDirect(8192), width, height, 4097u, 0u, null, 33u)
            }
            assertEquals(width to height, thrown.width to thrown.height)
        }
    }

    @Test
    fun `a stride below the width is its own exception`() {
        val thrown = assertThrows<FrameException.Stride> {
            scanner.see(ByteBuffer.allocateDirect(100), 10u, 10u, 9u, 0u, null, 33u)
        }
        assertEquals(9u to 10u, thrown.stride to thrown.width)
    }

    @Test
    fun `a plane that is a byte too short is its own exception`() {
        val thrown = assertThrows<FrameException.Short> {
            scanner.see(ByteBuffer.allocateDirect(16 * 9 + 10 - 1), 10u, 10u, 16u, 0u, null, 33u)
        }
        assertEquals(153uL to 154uL, thrown.len to thrown.needed)
    }

    @Test
    fun `a crop beyond the frame, or of nothing, is its own exception`() {
        val plane = Plane(64, 48)
        for (crop in listOf(Crop(60u, 0u, 5u, 48u), Crop(0u, 0u, 0u, 48u), Crop(0u, UInt.MAX_VALUE, 64u, 1u))) {
            assertThrows<FrameException.Crop> { scanner.look(plane, crop = crop) }
        }
    }
}
