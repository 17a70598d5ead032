package kz.ashyq.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.hapticfeedback.HapticFeedbackType
import androidx.compose.ui.platform.LocalHapticFeedback

/** What the hand feels and the ear hears of an answer, once for each; a refusal is another one. */
@Composable
fun Felt(admitted: Boolean, answer: Any) {
    val (haptics, platform) = LocalHapticFeedback.current to LocalPlatform.current
    // Turning the phone is no new answer.
    var felt by rememberSaveable(answer) { mutableStateOf(false) }
    LaunchedEffect(answer) {
        if (felt) return@LaunchedEffect
        felt = true
        haptics.performHapticFeedback(if (admitted) HapticFeedbackType.Confirm else HapticFeedbackType.Reject)
        platform.sound(admitted)
    }
}
