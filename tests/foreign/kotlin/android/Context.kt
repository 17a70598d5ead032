package android.content

abstract class Context {
    abstract val applicationContext: Context
}
