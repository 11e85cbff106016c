module dcm/bench/load

go 1.24
