module dcm.example/wordcount

// The build asks for exactly this toolchain, so that its output can be compared byte for byte.
go 1.26.0

toolchain go1.26.8
