package io.headrace.listener.internal.dispatch;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Why a record comes once more.
 *
 * @param id of the replay
 * @param letter the id of the dead letter that it is made of; null for a record of a source topic
 * @param requested whether the letter itself was selected; else it only follows others of its parked key
 * @param cancelled whether it should not be tried any more; asked by the workers
 */
public record Replay(String id, @Nullable String letter, boolean requested, BooleanSupplier cancelled) {}
