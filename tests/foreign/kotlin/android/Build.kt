/* As much of Android as the generated source names, so that it compiles where there is no Android. */
package android.os

object Build {
    object VERSION {
        const val SDK_INT = 26
    }

    object VERSION_CODES {
        const val UPSIDE_DOWN_CAKE = 34
    }
}
