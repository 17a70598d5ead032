package android.system

import java.lang.ref.Cleaner

object SystemCleaner {
    @JvmStatic fun cleaner(): Cleaner = Cleaner.create()
}
