package kz.ashyq.driver

import java.lang.reflect.Modifier
import java.time.Duration
import java.time.Instant
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kz.ashyq.CheckException
import kz.ashyq.ClientException
import kz.ashyq.FrameException
import kz.ashyq.InternalException
import kz.ashyq.Language
import kz.ashyq.Refusal
import kz.ashyq.StartException
import kz.ashyq.sayCheckError
import kz.ashyq.sayClientError
import kz.ashyq.sayStartError

/** The driver's own mistake. */
class DriverException(message: String) : Exception(message)

/** A value as a line has it. */
fun plain(value: Any?): JsonElement = when (value) {
    null -> JsonNull
    is JsonElement -> value
    is String -> JsonPrimitive(value)
    is Boolean -> JsonPrimitive(value)
    is Enum<*> -> JsonPrimitive(camel(value.name))
    is Instant -> JsonPrimitive(value.toEpochMilli())
    is Duration -> JsonPrimitive(value.toMillis())
    is UByte -> JsonPrimitive(value.toInt())
    is UInt -> JsonPrimitive(value.toLong())
    is Float -> JsonPrimitive(value)
    is Double -> JsonPrimitive(value)
    // A whole number in a record is the bits of an unsigned one: the core gives out no other.
    is Byte -> JsonPrimitive(value.toUByte().toInt())
    is Int -> JsonPrimitive(value.toUInt().toLong())
    is List<*> -> JsonArray(value.map(::plain))
    is Exception -> JsonPrimitive(nameOf(value))
    else -> JsonObject(tag(value) + fields(value))
}

/** An object with more in it. */
fun JsonElement.with(vararg more: Pair<String, Any?>) = JsonObject(this as JsonObject + more.associate { it.first to plain(it.second) })

/** The core's name of an error: its type and its variant. */
fun nameOf(error: Exception) =
    "${error.javaClass.enclosingClass.simpleName.removeSuffix("Exception")}Error.${error.javaClass.simpleName}"

/** What a line says of what was thrown. */
fun thrown(error: Throwable): JsonObject {
    val says = when (error) {
        is ClientException -> sayClientError(error, Language.EN)
        is CheckException -> sayCheckError(error, Language.EN)
        is StartException -> sayStartError(error, Language.EN)
        is FrameException -> null
        is InternalException -> return JsonObject(mapOf("throws" to JsonPrimitive("InternalError")))
        else -> {
            error.printStackTrace()
            return JsonObject(mapOf("throws" to JsonPrimitive("DriverError")))
        }
    }
    val word = values(error)["v1"].let { if (it is Refusal) it.word else null }
    val more = listOfNotNull(says?.let { "says" to JsonPrimitive(it) }, word?.let { "word" to JsonPrimitive(it) })
    return JsonObject(mapOf("throws" to JsonPrimitive(nameOf(error))) + more)
}

/** Finds the enum's name that the core writes so. */
inline fun <reified E : Enum<E>> named(name: String): E =
    enumValues<E>().first { it.name.replace("_", "").equals(name, ignoreCase = true) }

private fun camel(name: String) = name.lowercase().split("_").joinToString("") { part -> part.replaceFirstChar { it.uppercaseChar() } }

private fun snake(name: String) = name.replace(Regex("[A-Z]")) { "_" + it.value.lowercase() }

/** The variant's name, where the value is one of an enum with fields. */
private fun tag(value: Any): Map<String, JsonElement> =
    if (value.javaClass.superclass == Any::class.java) emptyMap() else mapOf("is" to JsonPrimitive(value.javaClass.simpleName))

/** The fields; a variant's only one without a name is merged, where it has fields itself. */
private fun fields(value: Any): Map<String, JsonElement> {
    val named = values(value).mapValues { plain(it.value) }
    return when (val only = named["v1"]) {
        null -> named.mapKeys { snake(it.key) }
        is JsonObject -> only
        else -> mapOf("of" to only)
    }
}

private fun values(value: Any): Map<String, Any?> =
    value.javaClass.declaredFields.filter { !Modifier.isStatic(it.modifiers) }.associate {
        it.isAccessible = true
        it.name to it.get(value)
    }
