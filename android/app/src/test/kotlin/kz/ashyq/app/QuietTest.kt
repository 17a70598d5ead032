package kz.ashyq.app

import kz.ashyq.KeptIn
import kz.ashyq.typedIin
import kz.ashyq.typedPhone
import kz.ashyq.ui.IinState
import kz.ashyq.ui.LogInCodeState
import kz.ashyq.ui.PhoneState
import kz.ashyq.ui.StaffEntryState
import kz.ashyq.ui.StaffExitState
import kz.ashyq.ui.Twice
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

/** What a person typed, and a passphrase, is in no text that a log or a crash might hold. */
class QuietTest {
    @Test
    fun whatever_holds_a_number_a_code_or_a_passphrase_prints_none_of_it() {
        val (iin, phone) = typedIin("900101300017") to typedPhone("7051234567")
        val twice = Twice(iin, iin)
        val printed = listOf(
            iin, phone, twice, KeptIn.SealedFile("900101"),
            PhoneState.Typing(phone), PhoneState.Sending(phone), PhoneState.Refused(phone, ""),
            IinState.Typing(iin), IinState.Sending(iin), IinState.Refused(iin, ""),
            LogInCodeState.Typing("900101"), LogInCodeState.Answering("900101"), LogInCodeState.Refused("900101", ""),
            StaffEntryState.Typing(twice, 1), StaffExitState.Typing(twice),
        ).map { it.toString() }
        assertTrue("they hold it", iin.shown.startsWith("900101") && phone.shown.contains("705"))
        assertEquals(emptyList<String>(), printed.filter { "900101" in it || "705" in it })
    }
}
