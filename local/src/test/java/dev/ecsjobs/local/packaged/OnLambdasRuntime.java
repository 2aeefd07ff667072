package dev.ecsjobs.local.packaged;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests of the packaged functions; they may ask for a {@link PackagedStack}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledOnOs(
    value = OS.LINUX,
    disabledReason =
        "AWS's Java runtime has its native part for Linux only, so the packaged functions are"
            + " tested there")
@ExtendWith(SharedStacks.class)
@interface OnLambdasRuntime {}
