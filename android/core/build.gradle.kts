plugins {
    alias(libs.plugins.android.library)
}

// `cargo xtask bindings kotlin` lays it out; `cargo xtask phones --release` puts the libraries into it.
val bindings = rootDir.resolve("../target/bindings/kotlin/android")

android {
    namespace = "kz.ashyq.core"
    compileSdk = libs.versions.compileSdk.get().toInt()
    defaultConfig {
        minSdk = libs.versions.minSdk.get().toInt()
        consumerProguardFiles(bindings.resolve("consumer-rules.pro"))
    }
    sourceSets["main"].apply {
        kotlin.srcDir(bindings.resolve("src/main/kotlin"))
        jniLibs.srcDir(bindings.resolve("src/main/jniLibs"))
    }
}

dependencies {
    api(libs.coroutines.android)
    implementation(libs.core.ktx)
    implementation(libs.jna) { artifact { type = "aar" } }
}
