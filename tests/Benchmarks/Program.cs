using System.Globalization;
using Benchmarks;

if (args is ["bot", .. var settings]) return await ShiftedBot.Run(settings);
if (args is ["start", .. var file]) return await FirstReply.Run(file);
if (args is ["streams", .. var streams]) return await OpenStreams.Run(streams);
if (args is ["noise", .. var noise]) return await Noise.Run(noise);
if (args is ["province", .. var cities]) return await Province.Run(cities);
if (args is ["volume", .. var volume]) return await Volume.Run(volume);
if (args is ["workers", .. var citizens]) return await WorkersAtWork.Run(citizens);
if (args is ["desk", .. var complaints]) return await DeskViews.Run(complaints);
if (args is ["reminders", .. var counts]) return await ReminderMorning.Run(counts);

// dotnet run -c Release --project tests/Benchmarks [-- RATINGS]
// What is asked of a long history, once with twelve months of it and once with thirty-six, at the same pace of ratings.
var ratings = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
var table = new Figures();
await table.Measure(ratings / 3, months: 12);
await table.Measure(ratings, months: 36);
table.Print();
return 0;
