//! train: trains a small neural network (4 inputs, 8 hidden units, 3 classes) on Fisher's iris flowers and says how
//! well it names flowers that it has not seen.
//!
//!     train [epochs = 200] [seed = 1] [file.csv]
//!
//! The data set is part of the program; a file of the same shape (header, numbers, class name last) replaces it.
//! Every fifth row of each class is held out. The weights are written to /out/model.csv.
//! Data: R. A. Fisher, "The use of multiple measurements in taxonomic problems", 1936; public domain.

use std::fmt::Write as _;

const IRIS: &str = include_str!("iris.csv");
const HIDDEN: usize = 8;
const RATE: f64 = 0.02;

struct Row {
    features: Vec<f64>,
    class: usize,
}

struct Network {
    /// One row for each hidden unit: its weights, then its bias.
    hidden: Vec<Vec<f64>>,
    /// One row for each class: its weights, then its bias.
    output: Vec<Vec<f64>>,
}

fn main() {
    if let Err(problem) = run() {
        eprintln!("train: {problem}");
        std::process::exit(1);
    }
}

fn run() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().collect();
    let epochs: usize = argument(&arguments, 1, 200)?;
    let seed: u64 = argument(&arguments, 2, 1)?;
    let text = match arguments.get(3) {
        Some(path) => std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?,
        None => IRIS.to_string(),
    };

    let (mut rows, classes) = parse(&text)?;
    standardise(&mut rows);
    let (mut training, held_out) = split(rows, classes.len());
    let mut random = Random(seed);
    let mut network = Network::new(training[0].features.len(), classes.len(), &mut random);
    for _ in 0..epochs {
        shuffle(&mut training, &mut random);
        for row in &training {
            network.learn(row);
        }
    }

    let right = |rows: &[Row]| rows.iter().filter(|row| network.guess(&row.features) == row.class).count();
    let (seen, unseen) = (right(&training), right(&held_out));
    println!("{} rows, {} classes, {epochs} epochs, seed {seed}", training.len() + held_out.len(), classes.len());
    println!("training rows  {} of {} right", seen, training.len());
    println!("held-out rows  {} of {} right", unseen, held_out.len());
    println!("accuracy on held-out rows: {:.4}", unseen as f64 / held_out.len() as f64);
    std::fs::write("/out/model.csv", network.to_csv()).map_err(|e| format!("/out/model.csv: {e}"))
}

fn argument<T: std::str::FromStr>(arguments: &[String], index: usize, otherwise: T) -> Result<T, String> {
    match arguments.get(index) {
        Some(text) => text.parse().map_err(|_| format!("not a number: {text}")),
        None => Ok(otherwise),
    }
}

fn parse(text: &str) -> Result<(Vec<Row>, Vec<String>), String> {
    let mut classes: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    for line in text.lines().skip(1).filter(|line| !line.trim().is_empty()) {
        let mut fields: Vec<&str> = line.split(',').collect();
        let name = fields.pop().unwrap_or_default().trim();
        let class = classes.iter().position(|known| known == name).unwrap_or_else(|| {
            classes.push(name.to_string());
            classes.len() - 1
        });
        let features = fields.iter().map(|field| field.trim().parse::<f64>()).collect::<Result<Vec<_>, _>>();
        rows.push(Row { features: features.map_err(|_| format!("not a row of numbers: {line}"))?, class });
    }
    if rows.len() < 10 || rows.iter().any(|row| row.features.len() != rows[0].features.len()) {
        return Err("fewer than 10 rows, or rows of different length".to_string());
    }
    Ok((rows, classes))
}

/// Moves and scales each feature to mean 0 and standard deviation 1.
fn standardise(rows: &mut [Row]) {
    let count = rows.len() as f64;
    for index in 0..rows[0].features.len() {
        let mean = rows.iter().map(|row| row.features[index]).sum::<f64>() / count;
        let variance = rows.iter().map(|row| (row.features[index] - mean).powi(2)).sum::<f64>() / count;
        let deviation = variance.sqrt().max(1e-12);
        for row in rows.iter_mut() {
            row.features[index] = (row.features[index] - mean) / deviation;
        }
    }
}

/// Holds out every fifth row of each class.
fn split(rows: Vec<Row>, classes: usize) -> (Vec<Row>, Vec<Row>) {
    let mut seen = vec![0; classes];
    rows.into_iter().partition(|row| {
        seen[row.class] += 1;
        seen[row.class] % 5 != 0
    })
}

fn shuffle(rows: &mut [Row], random: &mut Random) {
    for index in (1..rows.len()).rev() {
        rows.swap(index, (random.next() % (index as u64 + 1)) as usize);
    }
}

impl Network {
    fn new(features: usize, classes: usize, random: &mut Random) -> Network {
        let mut layer = |units: usize, inputs: usize| {
            (0..units).map(|_| (0..=inputs).map(|_| random.unit() - 0.5).collect()).collect()
        };
        Network { hidden: layer(HIDDEN, features), output: layer(classes, HIDDEN) }
    }

    fn activations(&self, features: &[f64]) -> Vec<f64> {
        self.hidden.iter().map(|unit| weigh(unit, features).tanh()).collect()
    }

    fn guess(&self, features: &[f64]) -> usize {
        let hidden = self.activations(features);
        let scores: Vec<f64> = self.output.iter().map(|unit| weigh(unit, &hidden)).collect();
        (0..scores.len()).fold(0, |best, class| if scores[class] > scores[best] { class } else { best })
    }

    /// One step of gradient descent on the cross entropy of one row.
    fn learn(&mut self, row: &Row) {
        let hidden = self.activations(&row.features);
        let mut errors = softmax(&self.output.iter().map(|unit| weigh(unit, &hidden)).collect::<Vec<_>>());
        errors[row.class] -= 1.0;
        for (index, unit) in self.hidden.iter_mut().enumerate() {
            let back: f64 = errors.iter().zip(&self.output).map(|(error, output)| error * output[index]).sum();
            step(unit, &row.features, back * (1.0 - hidden[index] * hidden[index]));
        }
        for (error, unit) in errors.iter().zip(self.output.iter_mut()) {
            step(unit, &hidden, *error);
        }
    }

    fn to_csv(&self) -> String {
        let mut text = String::from("layer,unit,weights and bias\n");
        for (name, layer) in [("hidden", &self.hidden), ("output", &self.output)] {
            for (index, unit) in layer.iter().enumerate() {
                let weights: Vec<String> = unit.iter().map(|weight| format!("{weight:.6}")).collect();
                let _ = writeln!(text, "{name},{index},{}", weights.join(","));
            }
        }
        text
    }
}

fn weigh(unit: &[f64], inputs: &[f64]) -> f64 {
    inputs.iter().zip(unit).map(|(input, weight)| input * weight).sum::<f64>() + unit[inputs.len()]
}

fn step(unit: &mut [f64], inputs: &[f64], error: f64) {
    for (weight, input) in unit.iter_mut().zip(inputs) {
        *weight -= RATE * error * input;
    }
    unit[inputs.len()] -= RATE * error;
}

fn softmax(scores: &[f64]) -> Vec<f64> {
    let highest = scores.iter().copied().fold(f64::MIN, f64::max);
    let powers: Vec<f64> = scores.iter().map(|score| (score - highest).exp()).collect();
    let sum: f64 = powers.iter().sum();
    powers.iter().map(|power| power / sum).collect()
}

/// splitmix64: the program's own generator, so that equal seeds give equal models.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}
